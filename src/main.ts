// `npm start`: connects the configured platforms and runs until a signal, or talks in the terminal.
import { ContentError, PlatformError, UserError } from '#magnets'
import { keepCompiledCode } from './compile-cache.ts'

async function main(): Promise<void> {
  const [{ createApp }, { loadDotEnv, readConfig }, { createLog, logStrayFailures }] =
    await Promise.all([import('./app.ts'), import('./config.ts'), import('./log.ts')])
  loadDotEnv()
  const config = readConfig()
  const connected = config.slack !== undefined || config.discord !== undefined
  // In a conversation only what matters stands between the lines.
  const level = !connected && config.logLevel === 'info' ? 'warn' : config.logLevel
  const log = createLog({ level, secrets: config.secrets })
  const app = await createApp({
    ...{ config, log, now: () => new Date() },
    ...(!connected && { announce: line => console.error(`note: ${line}`) }),
  })
  const signal = Promise.withResolvers<void>()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => signal.resolve())
  if (connected) {
    logStrayFailures(log, process)
    const counts = { facts: app.base().facts.length, commands: app.commands.length }
    const started = app.start().then(() => log.info(counts, 'running'))
    // A platform may let us wait long for its connection; who stops us does not wait for that.
    await Promise.race([started, signal.promise])
    await signal.promise
  } else await Promise.race([app.chat(process.stdin, process.stdout), signal.promise])
  await app.stop()
}

process.stdout.on('error', error => {
  process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1)
})
keepCompiledCode()
try {
  await main()
  process.exit(0)
} catch (error) {
  const known = [UserError, ContentError, PlatformError].some(type => error instanceof type)
  console.error(known && error instanceof Error ? error.message : error)
  process.exit(1)
}
