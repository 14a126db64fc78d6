// Figures of a sentence with unit and hedge, each of them strict: what is not read is not there.
import { numberAt, SCALES } from '../../question/number-words.ts'
import type { Token } from '../../search/tokenize.ts'
import { groupAt, type WordingWords } from './wording-words.ts'

export interface Amount {
  readonly amount: number
  /** Unit ids that its words may mean; empty where no unit stands beside it. */
  readonly units: readonly string[]
  /** "exact" where no hedge stands before it. */
  readonly hedge: string
  /** "by", "to" or "from" where one stands before it: what rises by 5 is not what rises to 5. */
  readonly step: string | undefined
  readonly words: string
  /** Of its words, the hedge included. */
  readonly from: number
  readonly to: number
}

const HEDGE = 'hedge:'
const HEDGE_REACH = 5
/** Words that may stand between a hedge and its figure. */
const BETWEEN: ReadonlySet<string> = new Set(['a', 'an', 'the', 'us'])

export function readAmounts(
  words: WordingWords,
  tokens: readonly Token[],
  free: (from: number, to: number) => boolean,
): readonly Amount[] {
  const stems = tokens.map(({ stem }) => stem)
  const amounts: Amount[] = []
  for (let i = 0; i < tokens.length; i++) {
    const read = free(i, i + 1) ? numberAt(tokens, i) : undefined
    if (read === undefined) continue
    let { amount, to } = read
    const scale = SCALES[tokens[to]?.word ?? '']
    if (scale !== undefined) {
      amount *= scale
      to += 1
    }
    const named = words.units.at(stems, to).at(-1)
    const { units, after } = unitsOf(
      words,
      /^[€£]/.exec(tokens[i]?.word ?? '')?.[0] ?? read.form,
      named,
    )
    // A bare number word counts things that the fact must name as well: a word, no figure.
    if (read.form === 'worded' && units.length === 0) continue
    const end = after?.to ?? to
    const hedge = hedgeBefore(words, tokens, stems, i, amounts.at(-1)?.to ?? 0)
    const from = hedge?.from ?? i
    amounts.push({
      amount,
      units,
      hedge: hedge?.hedge ?? 'exact',
      step: STEP.exec(tokens[from - 1]?.word ?? '')?.[0],
      words: tokens
        .slice(from, end)
        .map(({ word }) => word)
        .join(' '),
      from,
      to: end,
    })
    i = end - 1
  }
  return amounts
}

const STEP = /^(?:by|to|from)$/

type Named = ReturnType<WordingWords['units']['at']>[number] | undefined

/** Where the number has a sign, the words behind it are its unit only if they agree with that. */
function unitsOf({ base }: WordingWords, form: string, named: Named) {
  const sign = SIGNS[form]
  if (sign === undefined) return { units: named?.values ?? [], after: named }
  const signed = base.vocabulary.units
    .filter(({ prefix, suffix }) => prefix === sign || suffix === sign)
    .map(({ id }) => id)
  const both = signed.filter(id => named?.values.includes(id))
  return both.length > 0 ? { units: both, after: named } : { units: signed, after: undefined }
}

const SIGNS: Readonly<Record<string, string>> = {
  $: '$',
  '€': '€',
  '£': '£',
  '%': '%',
  percent: '%',
}

function hedgeBefore(
  words: WordingWords,
  tokens: readonly Token[],
  stems: readonly string[],
  figure: number,
  floor: number,
) {
  for (let i = Math.max(floor, figure - HEDGE_REACH); i < figure; i++) {
    const group = groupAt(words, stems, i, HEDGE)
    if (group === undefined || group.to > figure || endsPhrase(words, stems, i, group.to)) continue
    const small = tokens.slice(group.to, figure).every(({ word }) => BETWEEN.has(word))
    const [id] = group.ids
    if (small && id !== undefined) return { hedge: id.slice(HEDGE.length), from: i }
  }
  return undefined
}

/** "Stretches over 38 kilometers" says how long it is, not that it is longer. */
function endsPhrase(
  words: WordingWords,
  stems: readonly string[],
  hedge: number,
  to: number,
): boolean {
  return [1, 2].some(
    back => hedge >= back && words.groups.at(stems, hedge - back).some(hit => hit.to === to),
  )
}
