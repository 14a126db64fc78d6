// "This or that?": what a yes-or-no question leaves open between two things is asked, not claimed.
import type { ClaimedFigure, Mention, QuestionKind, Span, TimeMention } from '#magnets'
import type { Token } from '../search/tokenize.ts'
import { OF_KIND } from './has-sense.ts'

interface Read {
  readonly kinds: readonly QuestionKind[]
  readonly mentions: readonly Mention[]
  readonly times: readonly TimeMention[]
  readonly figures: readonly ClaimedFigure[]
}

/** How many words ("in", "the") may stand between "or" and the second thing. */
const LEAD = 2

/** The reading without the two as claims, and with the kind that picks one of them. */
export function leaveOpen(tokens: readonly Token[], read: Read): Read {
  const at = tokens.findIndex(({ word }) => word === 'or')
  if (at < 1 || read.kinds[0] !== 'whether' || read.kinds.includes('compare')) return read
  const beside = ({ span }: { readonly span: Span }): boolean =>
    span.to === at || (span.from > at && span.from - at <= LEAD + 1)
  const pick = <T extends { readonly span: Span }>(things: readonly T[]): readonly T[] => {
    const [first, second] = things.filter(beside)
    return first !== undefined && second !== undefined && first.span.to === at
      ? things.filter(beside)
      : []
  }
  const times = pick(read.times)
  const amounts = pick([...read.figures, ...read.mentions.filter(isUnit)])
  const names = pick(read.mentions.filter(isName))
  const kind: QuestionKind | undefined =
    times.length > 0 ? 'when' : amounts.length > 0 ? 'value' : names.length > 0 ? 'what' : undefined
  if (kind === undefined) return read
  const open: ReadonlySet<unknown> = new Set([...times, ...amounts, ...names])
  return {
    kinds: [kind],
    mentions: read.mentions.map(mention =>
      open.has(mention) ? { ...mention, optional: true } : mention,
    ),
    times: read.times.filter(time => !open.has(time)),
    figures: read.figures.filter(figure => !open.has(figure)),
  }
}

function isUnit({ senses }: Mention): boolean {
  return senses.some(({ type }) => type === 'unit')
}

function isName({ senses }: Mention): boolean {
  return senses.some(({ type, id }) => type === 'entity' || id.startsWith(OF_KIND))
}
