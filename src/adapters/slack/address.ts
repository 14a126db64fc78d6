// Where answers go on Slack: a channel, a thread, or a response_url; and what stands there already.
import type { Address } from '#magnets'
import { LIMITS } from './limits.ts'

export const PLATFORM = 'slack'

/** What an address of ours says. */
export interface Target {
  readonly channel: string
  readonly thread?: string
  /** Messages that stand there, first to last; empty before the first post. */
  readonly standing: readonly string[]
  /** Set where the answer goes to a response_url. */
  readonly respond?: Respond
}

export interface Respond {
  readonly url: string
  readonly visible: 'ephemeral' | 'in_channel'
  /**
   * Where the response_url is from. That of a command owns what was posted to it; that of a button
   * owns the message with the button, which must not be replaced or deleted along with an answer.
   */
  readonly from: 'command' | 'action'
  /** Posts made to it so far. */
  readonly uses: number
}

/** The address of a message's answer: a channel, in a thread where one is given. */
export function channelAddress(channel: string, thread?: string): Address {
  return toAddress({ channel, standing: [], ...(thread === undefined ? {} : { thread }) })
}

/** An address that only the person who asked can see, or the channel where they want to share. */
export function respondAddress(
  place: { readonly channel: string; readonly thread?: string },
  respond: Omit<Respond, 'uses'>,
  at: number,
): Address {
  const expiresAt = at + LIMITS.responseUrlMs
  return toAddress({ ...place, standing: [], respond: { ...respond, uses: 0 } }, expiresAt)
}

/** The stored form; ids only, but for the response_url, which is a secret. */
export function toAddress(target: Target, expiresAt?: number): Address {
  const { channel, thread, standing, respond } = target
  const ids = {
    channel,
    ...(thread === undefined ? {} : { thread }),
    ...(standing.length === 0 ? {} : { standing: standing.join(' ') }),
    ...(respond === undefined
      ? {}
      : { visible: respond.visible, from: respond.from, uses: String(respond.uses) }),
  }
  return {
    platform: PLATFORM,
    ids,
    ...(respond === undefined ? {} : { token: respond.url }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}

/** Reads an address back, from the store too. */
export function readAddress({ ids, token }: Address): Target {
  const { channel = '', thread, standing, visible, from, uses } = ids
  return {
    channel,
    standing: standing === undefined ? [] : standing.split(' '),
    ...(thread === undefined ? {} : { thread }),
    ...(token === undefined
      ? {}
      : {
          respond: {
            url: token,
            visible: visible === 'in_channel' ? 'in_channel' : 'ephemeral',
            from: from === 'action' ? 'action' : 'command',
            uses: Number(uses ?? 0),
          },
        }),
  }
}
