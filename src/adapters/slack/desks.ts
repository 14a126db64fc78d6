// Where the app is installed: a client with that place's token, and who we are there.
import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { PlatformError, type Vault } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import { type Log, sdkLogger } from './log.ts'
import { toPlatformError } from './platform-error.ts'
import type { Self } from './receive-message.ts'
import { CALL_LIMIT_MS } from './response-url.ts'

/** What is needed to act in one workspace, or in all of an organisation. */
export interface Desk {
  readonly client: webApi.WebClient
  readonly self: Self
}

export interface Desks {
  /** Whose installation a payload belongs to; undefined where one token serves all. */
  keyOf(body: unknown): string | undefined
  /** Undefined where the app isn't installed any more. */
  of(install: string | undefined): Promise<Desk | undefined>
  /** Logs in where there is one token. Rejects with PlatformError. */
  start(): Promise<void>
  remove(install: string | undefined): Promise<void>
}

export interface ClientOptions {
  readonly apiUrl?: string
  readonly fetch: typeof fetch
  readonly log: Log
}

/** With nothing tried again by itself: delivery does that by its own plan and across restarts. */
export function slackClient(token: string | undefined, options: ClientOptions): webApi.WebClient {
  const { apiUrl, fetch: request, log } = options
  return new webApi.WebClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    fetch: (url, init) => request(url, init),
    logger: sdkLogger(log),
    timeout: CALL_LIMIT_MS,
    // The SDK would hold a call for half an hour, and may post twice after one that was only slow.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
}

/** Until we are logged in nothing is received. */
const NOBODY: Self = { userId: '-' }

/** One token, from the configuration. */
export function fixedDesk(token: string, options: ClientOptions): Desks {
  const client = slackClient(token, options)
  let desk: Desk | undefined
  return {
    keyOf: () => undefined,
    // Who has not logged in may still post: a process that takes over answers at once.
    of: async () => desk ?? { client, self: NOBODY },
    async start() {
      desk = { client, self: await whoWeAre(client) }
    },
    // Only whoever runs us can take this one away.
    remove: () => Promise.resolve(),
  }
}

/** What is kept of an installation. */
const installed = z.object({
  token: z.string().min(1),
  userId: z.string().min(1),
  botId: z.string().min(1).optional(),
})
export type Installed = z.infer<typeof installed>

/** Another process may have installed anew meanwhile. */
const REMEMBERED_MS = 60_000
const MOST_DESKS = 500

/** As many installations as the vault holds. */
export function vaultDesks(
  vault: Vault,
  { now, ...options }: ClientOptions & { readonly now: () => number },
): Desks {
  const known = createRecentValues<{ readonly desk: Desk | undefined; readonly until: number }>(
    MOST_DESKS,
  )
  return {
    keyOf: installOf,
    async of(install) {
      if (install === undefined) return undefined
      const before = known.get(install)
      if (before !== undefined && before.until > now()) return before.desk
      const kept = await vault.find(install)
      const read = kept === undefined ? undefined : installed.safeParse(JSON.parse(kept)).data
      const desk = read && {
        client: slackClient(read.token, options),
        self: {
          userId: read.userId,
          home: install,
          ...(read.botId === undefined ? {} : { botId: read.botId }),
        },
      }
      known.set(install, { desk, until: now() + REMEMBERED_MS })
      return desk
    },
    start: () => Promise.resolve(),
    async remove(install) {
      if (install === undefined) return
      known.delete(install)
      await vault.remove(install)
    },
  }
}

const flag = z.union([z.boolean(), z.enum(['true', 'false'])]).nullish()
const place = z.object({ id: z.string() }).nullish()
const whose = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: flag,
  team: place,
  enterprise: place,
  user: z.object({ team_id: z.string().nullish() }).nullish().catch(undefined),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        is_enterprise_install: flag,
      }),
    )
    .nullish(),
})

/** An organisation where the app is installed in all of it, else the workspace. */
export function installOf(body: unknown): string | undefined {
  const { data } = whose.safeParse(body)
  if (data === undefined) return undefined
  const [first] = data.authorizations ?? []
  const given = first ?? data
  const whole = given.is_enterprise_install === true || given.is_enterprise_install === 'true'
  const enterprise = given.enterprise_id ?? data.enterprise?.id
  const team = given.team_id ?? data.team_id ?? data.team?.id ?? data.user?.team_id
  return (whole ? enterprise : team) ?? undefined
}

/** So that our own messages and mentions are known. */
export async function whoWeAre(client: webApi.WebClient): Promise<Self> {
  try {
    const answer = await client.auth.test()
    const { user_id: userId, bot_id: botId, is_enterprise_install: whole } = answer
    const home = whole ? answer.enterprise_id : answer.team_id
    if (userId === undefined)
      throw new PlatformError('rejected', 'Slack named no user for the token')
    return {
      userId,
      ...(botId === undefined ? {} : { botId }),
      ...(home === undefined ? {} : { home }),
    }
  } catch (error) {
    throw toPlatformError(error, 'logging in to Slack')
  }
}
