// `npm start`: connects the configured platforms and runs until a signal, or talks in the terminal.
import { ContentError, PlatformError, UserError } from '#magnets'
import { createApp } from './app.ts'
import { loadDotEnv, readConfig } from './config.ts'
import { createLog } from './log.ts'

async function main(): Promise<void> {
  loadDotEnv()
  const config = readConfig()
  const connected = config.slack !== undefined || config.discord !== undefined
  // In a conversation only what matters stands between the lines.
  const level = !connected && config.logLevel === 'info' ? 'warn' : config.logLevel
  const log = createLog({ level, secrets: config.secrets })
  const app = await createApp({ config, log, now: () => new Date() })
  const signal = Promise.withResolvers<void>()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => signal.resolve())
  if (connected) {
    await app.start()
    log.info({ facts: app.base().facts.length, commands: app.commands.length }, 'running')
    await signal.promise
  } else await Promise.race([app.chat(process.stdin, process.stdout), signal.promise])
  await app.stop()
}

process.stdout.on('error', error => {
  process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1)
})
try {
  await main()
  process.exit(0)
} catch (error) {
  const known = [UserError, ContentError, PlatformError].some(type => error instanceof type)
  console.error(known && error instanceof Error ? error.message : error)
  process.exit(1)
}
