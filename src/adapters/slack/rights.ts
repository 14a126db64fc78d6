// What a person may do in a Slack channel, which events don't tell: asked of Slack, and remembered for a minute.
import type { webApi } from '@slack/bolt'
import type { Address, Asker, Audience, Place } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import { type Desk, type Desks, whoWeAre } from './desks.ts'
import type { Log } from './log.ts'
import { isAbsent, toPlatformError } from './platform-error.ts'
import { withTimeLimit } from './time-limit.ts'

const REMEMBERED_MS = 60_000
/** Answers that are remembered at once. */
const MOST = 1000
/** For all that is asked: somebody waits for a word on whether they may. */
const LIMIT_MS = 3000

export interface RightsOptions {
  readonly log: Log
  readonly desks: Pick<Desks, 'of'>
  readonly now: () => number
  /** Default: 3,000. */
  readonly limitMs?: number
}

/** Rejects with PlatformError where Slack can't be asked, or doesn't answer in time. */
export type Rights = (asker: Asker, place: Place, address: Address) => Promise<Audience>

/**
 * Those who run the workspace, and whoever made the channel, manage it. Guests manage nothing:
 * neither those of the workspace nor, in a shared channel, people of another one. A command's payload
 * does not say which of them somebody is.
 */
export function createRights({ desks, now, log, limitMs = LIMIT_MS }: RightsOptions): Rights {
  const known = createRecentValues<{ readonly audience: Audience; readonly until: number }>(MOST)

  return async (asker, place, address) => {
    const key = [asker.team, asker.id, place.channel].join('/')
    const before = known.get(key)
    if (before !== undefined && before.until > now()) return before.audience
    const desk = await desks.of(address.ids.install)
    if (desk === undefined) return 'everyone'
    try {
      const asked = withTimeLimit(manages(desk, asker, place), limitMs, 'what a person may do')
      const audience = (await asked) ? 'moderator' : 'everyone'
      known.set(key, { audience, until: now() + REMEMBERED_MS })
      return audience
    } catch (error) {
      const failure = toPlatformError(error, 'asking Slack what a person may do')
      log.warn({ code: failure.code }, failure.message)
      throw failure
    }
  }
}

async function manages({ client, self }: Desk, asker: Asker, place: Place): Promise<boolean> {
  const { user } = await client.users.info({ user: asker.id })
  if (user === undefined || user.is_restricted || user.is_ultra_restricted) return false
  if (user.is_stranger || user.deleted) return false
  // A process that has not logged in yet doesn't know where it is.
  const home = self.home ?? (await whoWeAre(client)).home
  if (home === undefined || !isAtHome(user, home)) return false
  if (user.is_admin || user.is_owner || user.is_primary_owner) return true
  return place.visibility !== 'direct' && (await made(client, asker.id, place.channel))
}

type User = NonNullable<webApi.UsersInfoResponse['user']>

/**
 * Slack calls nobody a stranger whom a channel brings together with us, and what they are at home they
 * may be called here. In an organisation people are of it and of several of its workspaces.
 */
function isAtHome({ team_id, teams = [], enterprise_user }: User, home: string): boolean {
  const { enterprise_id, teams: ofOrganisation = [] } = enterprise_user ?? {}
  return [team_id, ...teams, enterprise_id, ...ofOrganisation].includes(home)
}

/** Of a group conversation Slack doesn't say it without one more scope: there it is nobody. */
async function made(client: webApi.WebClient, person: string, channel: string): Promise<boolean> {
  try {
    return (await client.conversations.info({ channel })).channel?.creator === person
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
}
