// `magnets slack` and `magnets discord`: what the platforms have to know of the commands.
import { inspectConfig } from '../config.ts'
import { EXIT, type Io, SILENT_LOG, UsageError, writeLine } from './io.ts'
import { openApp } from './open-app.ts'
import { readArguments } from './read-arguments.ts'

export const SLACK_USAGE = `magnets slack manifest
magnets slack manifest --http https://your.host/slack/events    (without Socket Mode)`
export const DISCORD_USAGE = 'magnets discord register [--guild ID] [--dry-run]'

export async function slack(argv: readonly string[], io: Io): Promise<number> {
  const given = readArguments(argv, { http: { type: 'string' } }, SLACK_USAGE)
  if (given.words.join(' ') !== 'manifest') {
    throw new UsageError('Slack needs one thing only: a manifest.', SLACK_USAGE)
  }
  const requestUrl = given.text('http')
  if (requestUrl !== undefined && !/^https:\/\/./.test(requestUrl)) {
    throw new UsageError('Slack reaches you by https:// only.', SLACK_USAGE)
  }
  const { slackManifest } = await import('../adapters/slack/manifest.ts')
  const { commands } = await openApp(io)
  const http = requestUrl === undefined ? {} : { requestUrl }
  const { config } = inspectConfig(io.environment)
  const publicUrl = config.slack?.oauth?.publicUrl
  const redirect = publicUrl === undefined ? {} : { redirectUrl: `${publicUrl}/slack/oauth` }
  const socketMode = requestUrl === undefined
  const manifest = slackManifest(commands, { socketMode, ...http, ...redirect })
  await writeLine(io.output, JSON.stringify(manifest, null, 2))
  return EXIT.fine
}

export async function discord(argv: readonly string[], io: Io): Promise<number> {
  const flags = { guild: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
  const given = readArguments(argv, flags, DISCORD_USAGE)
  if (given.words.join(' ') !== 'register') {
    throw new UsageError('With Discord there is one thing to do: register.', DISCORD_USAGE)
  }
  const { config: all, problems } = inspectConfig(io.environment)
  const config = all.discord
  if (config === undefined) {
    const wrong = problems.find(({ variable }) => variable === 'DISCORD_TOKEN')?.message
    const message = wrong ?? 'is missing: see .env.example for where it is found.'
    await writeLine(io.errors, `DISCORD_TOKEN ${message}`)
    return EXIT.failed
  }
  if (all.proxy !== undefined) (await import('../proxy.ts')).useProxy(all.proxy)
  const { inviteLink, personalLink, registerDiscord } = await import(
    '../adapters/discord/registration.ts'
  )
  const { commands } = await openApp(io)
  const guild = given.text('guild')
  const dryRun = given.on('dry-run')
  const place = guild === undefined ? {} : { guild }
  const diff = await registerDiscord({ ...config, ...place, dryRun, commands, log: SILENT_LOG })
  const would = dryRun ? 'would be ' : ''
  let changes = 0
  for (const how of ['added', 'changed', 'removed'] as const) {
    if (diff[how].length === 0) continue
    changes += diff[how].length
    await writeLine(io.output, `${would}${how}: ${diff[how].join(', ')}`)
  }
  if (changes === 0) await writeLine(io.output, 'Discord knows the commands as they are.')
  await writeLine(
    io.output,
    [
      '',
      'Add the bot to a server:',
      `  ${inviteLink(diff.application)}`,
      'Add it for yourself, to use it anywhere:',
      `  ${personalLink(diff.application)}`,
    ].join('\n'),
  )
  return EXIT.fine
}
