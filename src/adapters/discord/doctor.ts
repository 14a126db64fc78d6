// Checks the set-up at Discord and says what to do about what is missing.

import { z } from 'zod'
import { type Command, PlatformError } from '#magnets'
import { type Api, createApi } from './api.ts'
import { ENDPOINT_PATH } from './endpoint.ts'
import { diffOf, discordCommands, inviteLink, LOCALIZED, registered } from './registration.ts'
import { routes } from './routes.ts'

export interface Finding {
  readonly ok: boolean
  readonly what: string
  /** What to do next, where something is to be done. */
  readonly next?: string
}

export interface CheckOptions {
  readonly token: string
  readonly apiUrl?: string
  readonly guild?: string
  /** True where the privileged intent is to be asked for. Default: false. */
  readonly messageContent?: boolean
  /** With which interactions by HTTP are checked. */
  readonly publicKey?: string
  /** False where nothing connects to the gateway. Default: true. */
  readonly gateway?: boolean
  readonly commands: readonly Command[]
}

/** Never throws: what can't be checked is a finding, too. */
export async function checkDiscord(options: CheckOptions): Promise<Finding[]> {
  const api = createApi(options)
  const findings: Finding[] = []
  try {
    const me = z.object({ username: z.string() }).parse(await api.call('GET', routes.me))
    findings.push({ ok: true, what: `Discord knows the token: it is ${me.username}'s` })
    const app = application.parse(await api.call('GET', routes.application))
    findings.push(intents(app.flags, options.messageContent ?? false), servers(app))
    findings.push(...waysIn(app, options))
    findings.push(await commandsFinding(api, options, app.id))
  } catch (error) {
    findings.push(failure(error))
  }
  return findings
}

const application = z.object({
  id: z.string(),
  flags: z.number().default(0),
  approximate_guild_count: z.number().optional(),
  verify_key: z.string().optional(),
  interactions_endpoint_url: z.string().nullish(),
})

/** Discord sends interactions to one place alone: to the address, where one is entered there. */
function waysIn(
  { verify_key, interactions_endpoint_url: address }: z.infer<typeof application>,
  { publicKey, gateway = true }: CheckOptions,
): Finding[] {
  const entered = typeof address === 'string' && address !== ''
  const findings: Finding[] = []
  if (entered && publicKey === undefined) {
    findings.push({
      ok: false,
      what: 'Discord sends commands and buttons to an address, and none is served here',
      next: 'Set DISCORD_PUBLIC_KEY, or empty "Interactions Endpoint URL" in the Developer Portal.',
    })
  }
  const known = verify_key === undefined || verify_key.toLowerCase() === publicKey?.toLowerCase()
  if (publicKey !== undefined && !known) {
    findings.push({
      ok: false,
      what: "DISCORD_PUBLIC_KEY is not this application's key: all its requests will be refused",
      next: 'Copy "Public Key" from the Developer Portal under General Information.',
    })
  }
  if (!gateway) findings.push(withoutGateway(entered))
  return findings
}

function withoutGateway(entered: boolean): Finding {
  const what = 'mentions, replies and direct messages are not heard: DISCORD_GATEWAY is off'
  if (entered) return { ok: true, what }
  return {
    ok: false,
    what: `${what}, and Discord knows no address for commands`,
    next: `Enter https://your.host${ENDPOINT_PATH} as "Interactions Endpoint URL" in the Developer Portal.`,
  }
}

/** Message content, for a bot in many servers and in few. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19)

function intents(flags: number, wanted: boolean): Finding {
  const granted = (flags & MESSAGE_CONTENT) !== 0
  if (wanted) {
    if (granted)
      return { ok: true, what: 'the Message Content intent is granted, as it is asked for' }
    return {
      ok: false,
      what: 'the Message Content intent is asked for and not granted',
      next: 'Switch it on in the Developer Portal under Bot, or set DISCORD_MESSAGE_CONTENT=off.',
    }
  }
  if (!granted) {
    return { ok: true, what: 'no privileged intent is granted, and none is needed' }
  }
  return {
    ok: true,
    what: 'the Message Content intent is granted, though it is not needed',
    next: 'It can be switched off in the Developer Portal under Bot.',
  }
}

function servers(app: z.infer<typeof application>): Finding {
  const count = app.approximate_guild_count ?? 0
  if (count > 0) return { ok: true, what: `the bot is in ${count} server(s)` }
  return {
    ok: false,
    what: 'the bot is in no server yet',
    next: `Add it to one: ${inviteLink(app.id)}`,
  }
}

async function commandsFinding(api: Api, options: CheckOptions, id: string): Promise<Finding> {
  const path = routes.commands(id, options.guild)
  const known = registered.parse(await api.call('GET', path, LOCALIZED))
  const { added, changed, removed } = diffOf(known, discordCommands(options.commands))
  const stale = [...added, ...changed, ...removed]
  if (stale.length === 0) return { ok: true, what: 'the registered commands are up to date' }
  return {
    ok: false,
    what: `the registered commands differ: ${stale.join(', ')}`,
    next: 'Run: npx magnets discord register',
  }
}

function failure(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof PlatformError && error.code === 'unauthorised') {
    return {
      ok: false,
      what: 'Discord refuses the token',
      next: 'Copy it anew from the Developer Portal under Bot (Reset Token).',
    }
  }
  return { ok: false, what: `Discord could not be checked: ${message}`, next: 'Try again later.' }
}
