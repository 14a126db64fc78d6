// Routes of messages in channels: read, post, change, take away, type.
import {
  badForm,
  changed,
  formProblems,
  type Ground,
  NOTHING,
  ok,
  type Route,
  refusal,
} from './answers.ts'
import { type Body, guildOf, IDS, messageJson, type StoredMessage, type World } from './world.ts'

const NO_ACCESS = refusal(403, 50001, 'Missing Access')

export function messageRoutes(ground: Ground): Route[] {
  const { world, violations, dispatch, hasChannel = isChannel } = ground
  return [
    [
      'GET',
      /^\/channels\/(\d+)\/messages$/,
      ([channel = ''], _, query = new URLSearchParams()) => {
        if (channel === IDS.group) return NO_ACCESS
        if (!hasChannel(channel)) return refusal(404, 10003, 'Unknown Channel')
        const limit = Number(query.get('limit') ?? 50)
        if (limit < 1 || limit > 100) return badForm(violations, ['limit is not 1 to 100'])
        const after = BigInt(query.get('after') ?? 0)
        const there = [...world.messages.values()].filter(
          message =>
            message.channel === channel && !message.ephemeral && BigInt(message.id) > after,
        )
        // With `after`, what comes next; without, the newest; either way the newest first.
        const inOrder = there.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
        const chosen = query.has('after') ? inOrder.slice(0, limit) : inOrder.slice(-limit)
        return ok(chosen.toReversed().map(message => readable(message)))
      },
    ],
    [
      'POST',
      /^\/channels\/(\d+)\/messages$/,
      ([channel = ''], body) => {
        if (channel === IDS.group) return NO_ACCESS
        const problems = formProblems(body, violations)
        if (problems) return problems
        if (!hasChannel(channel)) return refusal(404, 10003, 'Unknown Channel')
        const { nonce, message_reference, ...rest } = body
        const known = body.enforce_nonce === true && world.withNonce(channel, nonce)
        if (known) return ok({ ...messageJson(known), nonce })
        const reference = referenceTo(world, message_reference)
        if (reference === undefined) return refusal(400, 50035, 'Unknown message')
        const message = world.addMessage({
          channel,
          author: IDS.bot,
          ephemeral: false,
          loading: false,
          body: { ...rest, ...reference },
        })
        world.noteNonce(channel, nonce, message.id)
        dispatch('MESSAGE_CREATE', messageJson(message))
        return ok({ ...messageJson(message), nonce })
      },
    ],
    [
      'PATCH',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([channel, id = ''], body) => {
        const old = world.messages.get(id)
        if (old === undefined || old.channel !== channel || old.ephemeral)
          return refusal(404, 10008, 'Unknown Message')
        if (old.author !== IDS.bot) return refusal(403, 50005, 'Not your message')
        return changed(ground, id, body)
      },
    ],
    [
      'DELETE',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([channel = '', id = '']) => {
        if (world.messages.get(id)?.channel !== channel)
          return refusal(404, 10008, 'Unknown Message')
        world.messages.delete(id)
        dispatch('MESSAGE_DELETE', { id, channel_id: channel, ...guildOf(channel) })
        return NOTHING
      },
    ],
    [
      'POST',
      /^\/channels\/(\d+)\/typing$/,
      ([channel = '']) => {
        world.typing.push(channel)
        return NOTHING
      },
    ],
  ]
}

function isChannel(channel: string): boolean {
  return [IDS.channel, IDS.thread, IDS.direct, IDS.post].some(id => id === channel)
}

/** Without the privileged intent other people's words are left out, as in events. */
function readable(message: StoredMessage): Body {
  const json = messageJson(message)
  return message.author === IDS.bot || message.channel === IDS.direct
    ? json
    : { ...json, content: '', embeds: [], components: [] }
}

/** A reply to a message that is gone becomes an ordinary one, or is refused (undefined). */
function referenceTo(world: World, given: unknown): Body | undefined {
  if (typeof given !== 'object' || given === null) return {}
  const { message_id, fail_if_not_exists } = Object(given)
  const target = world.messages.get(String(message_id))
  if (target === undefined) return fail_if_not_exists === false ? {} : undefined
  const { channel } = target
  return { message_reference: { type: 0, channel_id: channel, message_id, ...guildOf(channel) } }
}
