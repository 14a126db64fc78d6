// `magnets --help` and `--version`.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ASK_USAGE } from './ask.ts'
import { DOCTOR_USAGE } from './doctor.ts'
import { EXIT, type Io, writeLine } from './io.ts'
import { KNOWLEDGE_USAGE } from './knowledge.ts'
import { openApp } from './open-app.ts'
import { DISCORD_USAGE, SLACK_USAGE } from './platforms.ts'
import { usageOf } from './run-command.ts'

const EXIT_CODES = `Exit codes: 0 answered, 3 refused (the base does not hold it), 2 wrong usage, 1 failed.`

/** Commands are listed as they are in `commands/`. */
export async function help(io: Io): Promise<number> {
  const { commands } = await openApp(io)
  const own = commands.filter(command => command.name !== 'ask')
  const usages = own.map(command => [usageOf(command), command.summary] as const)
  const width = Math.max(0, ...usages.map(([usage]) => usage.length))
  const sections = [
    section('Ask', `${ASK_USAGE}\nmagnets chat`),
    section('Commands', usages.map(([usage, sum]) => `${usage.padEnd(width)}  ${sum}`).join('\n')),
    section('Keep', [KNOWLEDGE_USAGE, SLACK_USAGE, DISCORD_USAGE, DOCTOR_USAGE].join('\n')),
    EXIT_CODES,
  ]
  await writeLine(io.output, sections.join('\n\n'))
  return EXIT.fine
}

export async function version(io: Io): Promise<number> {
  const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(file))
  await writeLine(io.output, version)
  return EXIT.fine
}

function section(title: string, lines: string): string {
  return `${title}:\n${lines.replace(/^/gm, '  ')}`
}
