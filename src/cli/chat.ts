// `magnets chat`: a conversation in the terminal.
import { createApp } from '../app.ts'
import { inspectConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { EXIT, type Io, noteTo } from './io.ts'
import { readArguments } from './read-arguments.ts'

export const CHAT_USAGE = 'magnets chat'

export async function chat(argv: readonly string[], io: Io): Promise<number> {
  readArguments(argv, {}, CHAT_USAGE)
  const { config } = inspectConfig(io.environment)
  const folder = io.commandsFolder && { commandsFolder: io.commandsFolder }
  // Only what the person should know stands between the lines of a conversation.
  const log = createLog({ level: 'warn', secrets: config.secrets, stream: io.errors })
  const app = await createApp({ config, log, now: io.now, announce: noteTo(io), ...folder })
  await app.chat(io.input, io.output)
  await app.stop()
  return EXIT.fine
}
