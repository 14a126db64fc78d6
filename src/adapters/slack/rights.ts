// What a person may do in a Slack channel, which events don't tell: asked of Slack, and remembered for a minute.
import type { webApi } from '@slack/bolt'
import type { Address, Asker, Audience, Place } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import type { Desks } from './desks.ts'
import { isAbsent, toPlatformError } from './platform-error.ts'

const REMEMBERED_MS = 60_000
/** Answers that are remembered at once. */
const MOST = 1000

export interface RightsOptions {
  readonly desks: Pick<Desks, 'of'>
  readonly now: () => number
}

/** Rejects with PlatformError where Slack can't be asked. */
export type Rights = (asker: Asker, place: Place, address: Address) => Promise<Audience>

/** Those who run the workspace, and whoever made the channel, manage it; guests manage nothing. */
export function createRights({ desks, now }: RightsOptions): Rights {
  const known = createRecentValues<{ readonly audience: Audience; readonly until: number }>(MOST)

  return async (asker, place, address) => {
    const key = [asker.team, asker.id, place.channel].join('/')
    const before = known.get(key)
    if (before !== undefined && before.until > now()) return before.audience
    const desk = await desks.of(address.ids.install)
    if (desk === undefined) return 'everyone'
    try {
      const audience = (await manages(desk.client, asker, place)) ? 'moderator' : 'everyone'
      known.set(key, { audience, until: now() + REMEMBERED_MS })
      return audience
    } catch (error) {
      throw toPlatformError(error, 'asking Slack what a person may do')
    }
  }
}

async function manages(client: webApi.WebClient, asker: Asker, place: Place): Promise<boolean> {
  const { user } = await client.users.info({ user: asker.id })
  if (user === undefined || user.is_restricted || user.is_ultra_restricted) return false
  if (user.is_stranger || user.deleted) return false
  if (user.is_admin || user.is_owner || user.is_primary_owner) return true
  return place.visibility !== 'direct' && (await made(client, asker.id, place.channel))
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
