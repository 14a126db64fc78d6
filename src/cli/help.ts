// `magnets --help` and `--version`.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Command } from '#magnets'
import { paperOf } from '../adapters/terminal/screen.ts'
import { wrapHanging, wrapText } from '../adapters/terminal/wrap-text.ts'
import { ASK_USAGE } from './ask.ts'
import { BACKUP_USAGE, RESTORE_USAGE } from './backup.ts'
import { CHAT_USAGE } from './chat.ts'
import { DOCTOR_USAGE } from './doctor.ts'
import { FORGET_USAGE } from './forget.ts'
import { GAPS_USAGE } from './gaps.ts'
import { INBOX_USAGE } from './inbox.ts'
import { EXIT, type Io, writeLine } from './io.ts'
import { KNOWLEDGE_USAGE } from './knowledge.ts'
import { openApp } from './open-app.ts'
import { DISCORD_USAGE, SLACK_USAGE } from './platforms.ts'
import { RECEIPT_USAGE } from './receipt.ts'
import { REKEY_USAGE } from './rekey.ts'
import { wordsOf } from './run-command.ts'

const EXIT_CODES = `Exit codes: 0 answered, 3 refused (the base does not hold it), 2 wrong usage, 1 failed.`

const INDENT = '  '
const GAP = 2
/** Columns; a narrower summary is hard to read. */
const MIN_SUMMARY = 40

/** What there is for who runs a bot, each with what it is for. */
const OPERATE = [
  [DOCTOR_USAGE, 'what is configured, and what is wrong'],
  [INBOX_USAGE, 'what waits, and what was given up', 'has that answered after all'],
  [RECEIPT_USAGE, 'why an answer came out as it did'],
  [GAPS_USAGE, 'what people asked and the base lacks'],
  [FORGET_USAGE, 'removes all that is kept of a person'],
  [BACKUP_USAGE, 'copies all that is kept into a file'],
  [RESTORE_USAGE, 'fills an empty place from such a file'],
  [REKEY_USAGE, 'seals tokens anew, with a new key'],
] as const

/** Commands are listed as they are in `commands/`, but for those whose names mean something else here. */
export async function help(io: Io, subcommands: readonly string[]): Promise<number> {
  const { commands } = await openApp(io)
  const { width } = paperOf(io.output)
  const own = commands.filter(({ name }) => !subcommands.includes(name))
  const operate = OPERATE.flatMap(([usage, ...summaries]) =>
    usage.split('\n').map((usage, index) => ({ usage, summary: summaries[index] ?? '' })),
  )
  const sections = [
    ['Ask:', ...usageLines([ASK_USAGE, CHAT_USAGE], width)],
    ['Commands, with --json as data:', ...summaryLines(own.map(asRow), width)],
    ['Set up:', ...usageLines([KNOWLEDGE_USAGE, SLACK_USAGE, DISCORD_USAGE], width)],
    ['Operate:', ...summaryLines(operate, width)],
    wrapText(EXIT_CODES, width),
  ]
  await writeLine(io.output, sections.map(lines => lines.join('\n')).join('\n\n'))
  return EXIT.fine
}

/** Summaries in a column of their own, or below where that would be too narrow. */
function summaryLines(rows: readonly Row[], width: number): string[] {
  const column = Math.max(0, ...rows.map(({ usage }) => usage.length)) + INDENT.length + GAP
  return rows.flatMap(({ usage, summary }) => {
    const mark = `${INDENT}${usage}`
    if (width - column >= MIN_SUMMARY) return wrapHanging(mark.padEnd(column), summary, width)
    return [...wrapHanging(INDENT, usage, width), ...wrapHanging(INDENT + INDENT, summary, width)]
  })
}

interface Row {
  readonly usage: string
  readonly summary: string
}

function asRow(command: Command): Row {
  return { usage: wordsOf(command).join(' '), summary: command.summary }
}

function usageLines(usages: readonly string[], width: number): string[] {
  return usages
    .join('\n')
    .split('\n')
    .flatMap(usage => wrapHanging(INDENT, usage, width))
}

export async function version(io: Io): Promise<number> {
  const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(file))
  await writeLine(io.output, version)
  return EXIT.fine
}
