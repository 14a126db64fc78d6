// `magnets --help` and `--version`.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Command } from '#magnets'
import { paperOf } from '../adapters/terminal/screen.ts'
import { wrapHanging, wrapText } from '../adapters/terminal/wrap-text.ts'
import { ASK_USAGE } from './ask.ts'
import { CHAT_USAGE } from './chat.ts'
import { DOCTOR_USAGE } from './doctor.ts'
import { EXIT, type Io, writeLine } from './io.ts'
import { KNOWLEDGE_USAGE } from './knowledge.ts'
import { openApp } from './open-app.ts'
import { DISCORD_USAGE, SLACK_USAGE } from './platforms.ts'
import { wordsOf } from './run-command.ts'

const EXIT_CODES = `Exit codes: 0 answered, 3 refused (the base does not hold it), 2 wrong usage, 1 failed.`

const INDENT = '  '
const GAP = 2
/** Columns; a narrower summary is hard to read. */
const MIN_SUMMARY = 40

/** Commands are listed as they are in `commands/`. */
export async function help(io: Io): Promise<number> {
  const { commands } = await openApp(io)
  const { width } = paperOf(io.output)
  const own = commands.filter(command => command.name !== 'ask')
  const keep = [KNOWLEDGE_USAGE, SLACK_USAGE, DISCORD_USAGE, DOCTOR_USAGE]
  const sections = [
    ['Ask:', ...usageLines([ASK_USAGE, CHAT_USAGE], width)],
    ['Commands, with --json as data:', ...commandLines(own, width)],
    ['Keep:', ...usageLines(keep, width)],
    wrapText(EXIT_CODES, width),
  ]
  await writeLine(io.output, sections.map(lines => lines.join('\n')).join('\n\n'))
  return EXIT.fine
}

/** Summaries in a column of their own, or below where that would be too narrow. */
function commandLines(commands: readonly Command[], width: number): string[] {
  const usages = commands.map(command => wordsOf(command).join(' '))
  const column = Math.max(0, ...usages.map(usage => usage.length)) + INDENT.length + GAP
  return commands.flatMap(({ summary }, index) => {
    const usage = `${INDENT}${usages[index] ?? ''}`
    if (width - column >= MIN_SUMMARY) return wrapHanging(usage.padEnd(column), summary, width)
    return [usage, ...wrapHanging(INDENT + INDENT, summary, width)]
  })
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
