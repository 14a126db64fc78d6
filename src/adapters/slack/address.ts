// Where answers go on Slack: a channel, a thread, or a response_url; and what stands there already.
import type { Address, Incoming } from '#magnets'
import { LIMITS } from './limits.ts'

export const PLATFORM = 'slack'

/** Our clock may go behind Slack's by this much. */
const CLOCK_SKEW_MS = 5 * 60_000

/** What an address of ours says. */
export interface Target {
  readonly channel: string
  /** Whose token reaches it, where there are several. */
  readonly install?: string
  readonly thread?: string
  /** The ts after which anything of ours can stand there; a thread's own ts where it is absent. */
  readonly since?: string
  /** Messages that stand there, first to last; empty before the first post. */
  readonly standing: readonly string[]
  /** Ids of uploaded files that those messages show. */
  readonly pictures?: readonly string[]
  /** Set where the answer goes to a response_url, even to one that is lost to us. */
  readonly respond?: Respond
}

export interface Respond {
  /** Absent where it was not kept, because it had expired. */
  readonly url?: string
  /** Epoch milliseconds; 0 where it isn't known. */
  readonly expiresAt: number
  readonly visible: 'ephemeral' | 'in_channel'
  /**
   * Where the response_url is from. That of a command owns what was posted to it; that of a button
   * owns the message with the button, which must not be replaced or deleted along with an answer,
   * unless the button is to change that message in its place.
   */
  readonly from: 'command' | 'action' | 'place'
  /** Posts made to it that Slack has confirmed. */
  readonly uses: number
}

/** A place in which to answer; `thread` where one is given. */
export interface Spot {
  readonly channel: string
  readonly thread?: string | undefined
}

/** The address of a message's answer; `since` is the ts of the message, or of what was pressed. */
export function channelAddress({ channel, thread }: Spot, since?: string): Address {
  return toAddress({
    channel,
    standing: [],
    ...(thread === undefined ? {} : { thread }),
    ...(since === undefined || since === thread ? {} : { since }),
  })
}

/** The address of a message of ours that is to be changed where it stands. */
export function standingAddress({ channel, thread }: Spot, ts: string): Address {
  // What is added to it comes after it.
  const place = thread === undefined ? { channel } : { channel, thread }
  const { ids, ...address } = toAddress({ ...place, since: ts, standing: [ts] })
  return { ...address, ids: { ...ids, inPlace: 'yes' } }
}

/** An address that only the person who asked can see, or the channel where they want to share. */
export function respondAddress(
  { channel, thread }: Spot,
  respond: { readonly url: string } & Pick<Respond, 'visible' | 'from'>,
  at: number,
): Address {
  return toAddress({
    channel,
    standing: [],
    ...(thread === undefined ? {} : { thread }),
    respond: { ...respond, uses: 0, expiresAt: at + LIMITS.responseUrlMs },
  })
}

/** A ts before which nothing can stand that answers what reached us at a time of our clock. */
export function sinceOurs(at: number): string {
  return ((at - CLOCK_SKEW_MS) / 1000).toFixed(6)
}

/** The same event with whose token answers it, where there are several. */
export function reachedBy<T extends Incoming>(incoming: T, install: string | undefined): T {
  if (install === undefined) return incoming
  const { address } = incoming
  return { ...incoming, address: { ...address, ids: { ...address.ids, install } } }
}

/** The stored form; ids only, but for the response_url, which is a secret. */
export function toAddress(target: Target): Address {
  const { channel, install, thread, since, standing, pictures = [], respond } = target
  const ids = {
    channel,
    ...(install === undefined ? {} : { install }),
    ...(thread === undefined ? {} : { thread }),
    ...(since === undefined ? {} : { since }),
    ...(standing.length === 0 ? {} : { standing: standing.join(' ') }),
    ...(pictures.length === 0 ? {} : { pictures: pictures.join(' ') }),
    ...(respond === undefined
      ? {}
      : { visible: respond.visible, from: respond.from, uses: String(respond.uses) }),
  }
  return {
    platform: PLATFORM,
    ids,
    ...(respond?.url === undefined ? {} : { token: respond.url }),
    ...(respond === undefined ? {} : { expiresAt: respond.expiresAt }),
  }
}

/** Reads an address back, from the store too. */
export function readAddress({ ids, token, expiresAt = 0 }: Address): Target {
  const { channel = '', install, thread, since, standing, pictures, visible, from, uses } = ids
  return {
    channel,
    ...(install === undefined ? {} : { install }),
    standing: standing === undefined ? [] : standing.split(' '),
    ...(thread === undefined ? {} : { thread }),
    ...(since === undefined ? {} : { since }),
    ...(pictures === undefined ? {} : { pictures: pictures.split(' ') }),
    // What was meant for one person must not go to the channel because its response_url is gone.
    ...(from === undefined
      ? {}
      : {
          respond: {
            ...(token === undefined ? {} : { url: token }),
            expiresAt,
            visible: visible === 'in_channel' ? 'in_channel' : 'ephemeral',
            from: from === 'action' || from === 'place' ? from : 'command',
            uses: Number(uses ?? 0),
          },
        }),
  }
}
