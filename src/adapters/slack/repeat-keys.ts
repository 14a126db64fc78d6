// Gives a message that a client sent twice, under two names, the key of the first.
import type { Incoming } from '#magnets'

/** Repeats come within minutes; more than this are not in flight. */
const REMEMBERED = 2000

/**
 * A client that lost its connection may send a message again: Slack then shows it twice, with two
 * ts but one client_msg_id. All other repeats share the ts and so the key already.
 */
export function createRepeatKeys(): (incoming: Incoming, clientId: string | undefined) => Incoming {
  const keys = new Map<string, string>()
  return (incoming, clientId) => {
    if (incoming.kind !== 'message' || clientId === undefined) return incoming
    const name = `${incoming.place.channel} ${incoming.asker.id} ${clientId}`
    const key = keys.get(name)
    if (key !== undefined) return { ...incoming, key }
    keys.set(name, incoming.key)
    const [oldest] = keys.keys()
    if (keys.size > REMEMBERED && oldest !== undefined) keys.delete(oldest)
    return incoming
  }
}
