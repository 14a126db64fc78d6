// `magnets gaps`: what people asked and the base lacks, for those who keep it.
import { cleanLine } from '../adapters/terminal/clean-text.ts'
import { wrapHanging } from '../adapters/terminal/wrap-text.ts'
import type { Gap } from '../store/gaps.ts'
import { counted, dayOf, times } from './counted.ts'
import { EXIT, type Io, UsageError, writeLine } from './io.ts'
import { withStore } from './open-store.ts'
import { pageFor, say, writeJson } from './page-for.ts'
import { readArguments } from './read-arguments.ts'

export const GAPS_USAGE = 'magnets gaps [--all] [--json]'

/** More than anybody reads. */
const LISTED = 1_000

export async function gaps(argv: readonly string[], io: Io): Promise<number> {
  const flags = { all: { type: 'boolean' }, json: { type: 'boolean' } } as const
  const given = readArguments(argv, flags, GAPS_USAGE)
  const [word] = given.words
  if (word !== undefined) throw new UsageError(`"${word}" is too much.`, GAPS_USAGE)
  const all = given.on('all')
  const found = await withStore(io, ({ store }) =>
    store.gaps.list('shell', { closed: all, limit: LISTED }),
  )
  if (given.on('json')) await writeJson(io, found.map(asData))
  else await show(io, found, all)
  return EXIT.fine
}

async function show(io: Io, found: readonly Gap[], all: boolean): Promise<void> {
  const open = found.filter(({ closed }) => closed === undefined)
  const closed = found.slice(open.length)
  if (all && found.length === 0) return say(io, 'No gaps: nothing was ever refused or disliked.')
  await say(io, open.length === 0 ? 'No open gaps.' : headingFor(open, 'open gap'))
  await showAll(io, open)
  if (closed.length > 0) await say(io, '', headingFor(closed, 'closed gap'))
  await showAll(io, closed, open.length)
  if (found.length === LISTED) await say(io, '', `No more than ${LISTED} are listed.`)
  if (!all) await say(io, '', 'Closed ones stand in "npx magnets gaps --all".')
}

function headingFor(some: readonly Gap[], what: string): string {
  return `${counted(some.length, what)}${some.length === 1 ? ':' : ', most often met first:'}`
}

async function showAll(io: Io, some: readonly Gap[], before = 0): Promise<void> {
  const { width } = pageFor(io)
  if (some.length === 0) return
  const lines = some.flatMap((gap, index) =>
    wrapHanging(`${before + index + 1}. `, linesOf(gap).join('\n'), width),
  )
  await writeLine(io.output, ['', ...lines].join('\n'))
}

function linesOf({ subject, refused, disliked, lastAsked, where, example, closed }: Gap): string[] {
  const counts = [
    ...(refused > 0 ? [`refused ${times(refused)}`] : []),
    ...(disliked > 0 ? [`disliked ${times(disliked)}`] : []),
  ]
  const places = where.map(cleanLine).join(', ')
  return [
    cleanLine(subject),
    `${counts.join(', ')}; last asked on ${dayOf(lastAsked)}; ${places}`,
    ...(example === undefined ? [] : [`for example: “${cleanLine(example)}”`]),
    ...(closed === undefined ? [] : [`closed on ${dayOf(closed.at)} by ${closed.by.join(', ')}`]),
  ]
}

function asData({ lastAsked, closed, ...gap }: Gap): object {
  const end = closed === undefined ? {} : { closed: { on: dayOf(closed.at), by: closed.by } }
  return { ...gap, lastAsked: dayOf(lastAsked), ...end }
}
