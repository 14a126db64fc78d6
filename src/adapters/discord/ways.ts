// The ways by which a message gets to Discord: into a channel, or by the token of an interaction.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Address, PlatformError } from '#magnets'
import type { Api } from './api.ts'
import { findPosted, markOf } from './find-posted.ts'
import { FLAGS, LIMITS } from './limits.ts'
import { messageWords } from './message-words.ts'
import { ignoreGone } from './platform-error.ts'
import type { MessageBody } from './render.ts'
import { routes } from './routes.ts'

/** One way to write. `slot` is the number of the message within its reply, from 0. */
export interface Way {
  /** `occasion` is the same for every try to say the same. */
  create(body: MessageBody, slot: number, occasion: string): Promise<Created>
  edit(id: string, body: MessageBody, slot: number): Promise<string>
  remove(id: string, slot: number): Promise<void>
  /** What stands of earlier tries, in order, as far as Discord tells. */
  standing(): Promise<readonly string[]>
}

export interface Created {
  readonly id: string
  /** False where Discord gave back a message of an earlier try, which says something else. */
  readonly asSent: boolean
}

/** The id by which a token's holder knows the response to the interaction. */
export const ORIGINAL = '@original'

export interface Reach {
  readonly api: Api
  /** Asks for our own user id. */
  readonly me: () => Promise<string>
}

/** Into the address's channel, as a reply to the question where one is named. */
export function channelWay(reach: Reach, address: Address): Way {
  const { api } = reach
  const { channel, question } = address.ids
  if (channel === undefined) throw new PlatformError('rejected', 'the address names no channel')
  const reference =
    question === undefined
      ? {}
      : { message_reference: { message_id: question, fail_if_not_exists: false } }
  return {
    async create(body, slot, occasion) {
      // With the same nonce Discord gives back, for a few minutes, what an earlier try has posted.
      const nonce = nonceOf(`${occasion}/${channel}/${slot}`)
      const sent = { ...marked(body, address), nonce, enforce_nonce: true }
      const message = { ...sent, ...(slot === 0 ? reference : {}) }
      const answer = await api.call('POST', routes.messages(channel), { body: message })
      return { id: idOf(answer), asSent: messageWords(answer) === messageWords(body) }
    },
    async edit(id, body) {
      const call = { body: marked(body, address) }
      return idOf(await api.call('PATCH', routes.message(channel, id), call))
    },
    async remove(id) {
      await api.call('DELETE', routes.message(channel, id))
    },
    standing: () => standingIn(reach, address),
  }
}

/**
 * As the response to an interaction: the first message fills the acknowledged one, so that it can't
 * be said twice. The others are follow-ups, which carry no nonce. Where all may read them, an
 * earlier one is found; where only the asker may, Discord tells nobody of them. There a page is
 * sent again if the connection broke, or the process died, after Discord had it and before we noted
 * so: a page twice is better than an answer without its end.
 */
export function interactionWay(reach: Reach, address: Address, token: string): Way {
  const { api } = reach
  const { application, seenBy } = address.ids
  if (application === undefined) {
    throw new PlatformError('rejected', 'the address names no application')
  }
  const response = (id: string, slot: number) =>
    routes.response(application, token, slot === 0 ? ORIGINAL : id)
  const edit: Way['edit'] = async (id, body, slot) => {
    return idOf(await api.call('PATCH', response(id, slot), { body: marked(body, address) }))
  }
  return {
    async create(body, slot) {
      if (slot === 0) return { id: await edit('', body, 0), asSent: true }
      const flags = body.flags | (seenBy === 'asker' ? FLAGS.ephemeral : 0)
      return followUp(api, { application, token }, marked({ ...body, flags }, address))
    },
    edit,
    async remove(id, slot) {
      // Where the response itself is gone already, the first that stands is a follow-up.
      if (slot === 0) await api.call('DELETE', response('', 0)).catch(ignoreGone)
      if (id !== ORIGINAL) await api.call('DELETE', routes.response(application, token, id))
    },
    standing: () => (seenBy === 'asker' ? Promise.resolve([]) : standingIn(reach, address)),
  }
}

/** Beside the message whose button was pressed, for all to see, where we are no member. */
export function besideWay(reach: Reach, address: Address, token: string): Way {
  const { application = '' } = address.ids
  return {
    ...interactionWay(reach, address, token),
    create: body => followUp(reach.api, { application, token }, marked(body, address)),
    async edit(id, body) {
      const call = { body: marked(body, address) }
      return idOf(await reach.api.call('PATCH', routes.response(application, token, id), call))
    },
    async remove(id) {
      await reach.api.call('DELETE', routes.response(application, token, id))
    },
  }
}

async function followUp(
  api: Api,
  { application, token }: { readonly application: string; readonly token: string },
  body: MessageBody,
): Promise<Created> {
  // Not repeated by itself: the next try looks first.
  const call = { body, query: { wait: 'true' }, once: true }
  return {
    id: idOf(await api.call('POST', routes.followUps(application, token), call)),
    asSent: true,
  }
}

function sourceOf({ ids }: Address): string | undefined {
  return ids.question ?? ids.interaction ?? ids.press
}

async function standingIn({ api, me }: Reach, address: Address): Promise<readonly string[]> {
  const { channel } = address.ids
  const source = sourceOf(address)
  if (channel === undefined || source === undefined) return []
  return findPosted(api, { channel, source, me: await me() })
}

/** With the mark by which `findPosted` knows what it answers. */
function marked(body: MessageBody, address: Address): MessageBody {
  const { channel } = address.ids
  const source = sourceOf(address)
  if (channel === undefined || source === undefined) return body
  return { ...body, embeds: body.embeds.map(e => ({ ...e, url: markOf(channel, source) })) }
}

const created = z.object({ id: z.string() })

function idOf(answer: unknown): string {
  const parsed = created.safeParse(answer)
  if (parsed.success) return parsed.data.id
  throw new PlatformError('unavailable', 'Discord answered without the id of the message')
}

function nonceOf(occasion: string): string {
  return hash('sha256', occasion, 'base64url').slice(0, LIMITS.nonce)
}
