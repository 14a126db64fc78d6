// `magnets inbox`: how much waits for an answer, and what was given up, the dead letters.
import { UserError } from '#magnets'
import { tableLines } from '../adapters/terminal/table-lines.ts'
import type { DeadLetter, Depth } from '../store/dead-letters.ts'
import type { Store } from '../store/store.ts'
import { counted, minuteOf, spanOf } from './counted.ts'
import { EXIT, type Io, UsageError, writeLine } from './io.ts'
import { type Data, withStore } from './open-store.ts'
import { pageFor, say, writeJson } from './page-for.ts'
import { readArguments } from './read-arguments.ts'

export const INBOX_USAGE = `magnets inbox [--json]
magnets inbox --replay ID|all`

/** Rows of a table that fits a screen; as data, all are listed. */
const SHOWN = 20
const REPLAYED = /^(?:all|[1-9]\d{0,14})$/

export async function inbox(argv: readonly string[], io: Io): Promise<number> {
  const flags = { json: { type: 'boolean' }, replay: { type: 'string' } } as const
  const given = readArguments(argv, flags, INBOX_USAGE)
  const [word] = given.words
  if (word !== undefined) throw new UsageError(`"${word}" is too much.`, INBOX_USAGE)
  const which = given.text('replay')
  if (which !== undefined && !REPLAYED.test(which)) {
    throw new UsageError(`"${which}" is no id of a dead letter.`, INBOX_USAGE)
  }
  const json = given.on('json')
  await withStore(io, data =>
    which === undefined ? show(io, data, json) : replay(io, data, { which, json }),
  )
  return EXIT.fine
}

async function show(io: Io, { store, now }: Data, json: boolean): Promise<void> {
  const depth = await store.deadLetters.depth(now)
  const letters = await store.deadLetters.list(json ? Math.max(1, depth.dead) : SHOWN)
  const running = await runningBots(store)
  if (json) {
    await writeJson(io, { ...depth, running, deadLetters: letters.map(asData) })
    return
  }
  if (depth.waiting + depth.dead === 0) {
    return say(io, 'Nothing waits for an answer, and there are no dead letters.')
  }
  await say(io, `${waitingWords(depth, ' for an answer')}.`)
  if (depth.waiting > 0 && running === 0) {
    await say(io, 'No bot is running: one works on them as soon as it starts.')
  }
  if (depth.dead === 0) return say(io, 'No dead letters.')
  await showLetters(io, letters, depth.dead)
}

/** "2 events wait (the oldest for 12 minutes)" */
export function waitingWords({ waiting, oldestMs }: Depth, forWhat = ''): string {
  if (waiting === 0) return `Nothing waits${forWhat}`
  const events = counted(waiting, 'event waits', 'events wait')
  return `${events}${forWhat} (${waiting === 1 ? '' : 'the oldest '}for ${spanOf(oldestMs)})`
}

async function runningBots(store: Store): Promise<number> {
  return (await store.membership.live()).length
}

async function showLetters(io: Io, letters: readonly DeadLetter[], dead: number): Promise<void> {
  const order = dead === 1 ? '' : ', the latest first'
  const title = `${counted(dead, 'dead letter')} (events that were given up)${order}:`
  const labels = ['id', 'when (UTC)', 'platform', 'kind', 'code', 'reference']
  const cells = ({ id, endedAt, platform, kind, code, reference }: DeadLetter) =>
    [String(id), minuteOf(endedAt), platform, kind, code, reference].map(text => ({
      text,
      facts: [],
    }))
  const table = tableLines(pageFor(io), {
    kind: 'table',
    title,
    columns: labels.map(label => ({ label, align: label === 'id' ? 'right' : 'left' })),
    rows: letters.map(cells),
  })
  await writeLine(io.output, ['', ...table].join('\n'))
  const more = dead - letters.length
  if (more > 0) await say(io, `and ${counted(more, 'older one')}; "--json" lists all.`)
  await say(
    io,
    '',
    'The log tells more under each reference. To have one answered after all, or all of them:',
    ...['ID', 'all'].map(which => `  npx magnets inbox --replay ${which}`),
  )
}

function asData({ id, platform, kind, code, reference, takenAt, endedAt }: DeadLetter): object {
  const [taken, ended] = [takenAt, endedAt].map(ms => new Date(ms).toISOString())
  return { id, platform, kind, code, reference, takenAt: taken, endedAt: ended }
}

async function replay(
  io: Io,
  { store, now }: Data,
  { which, json }: { readonly which: string; readonly json: boolean },
): Promise<void> {
  const replayed = await store.deadLetters.replay(which === 'all' ? which : Number(which), now)
  if (replayed === 0 && which !== 'all') {
    const words = `There is no dead letter ${which}. "npx magnets inbox" lists them.`
    throw new UserError('inbox', words)
  }
  if (json) return writeJson(io, { replayed })
  if (replayed === 0) return say(io, 'There are no dead letters, so there is nothing to put back.')
  const back = `${counted(replayed, 'dead letter was', 'dead letters were')} put back.`
  const it = replayed === 1 ? 'it' : 'them'
  const next =
    (await runningBots(store)) > 0
      ? `The running bot picks ${it} up by itself within seconds.`
      : `No bot is running: one picks ${it} up by itself as soon as it starts.`
  await say(io, `${back} ${next}`)
}
