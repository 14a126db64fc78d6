// The ways by which a message gets to Discord: into a channel, or by the token of an interaction.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Address, PlatformError } from '#magnets'
import type { Api } from './api.ts'
import { FLAGS, LIMITS } from './limits.ts'
import type { MessageBody } from './render.ts'
import { routes } from './routes.ts'

/** One way to write. `slot` is the number of the message within its reply, from 0. */
export interface Way {
  create(body: MessageBody, slot: number, occasion: string): Promise<string>
  edit(id: string, body: MessageBody, slot: number): Promise<string>
  remove(id: string, slot: number): Promise<void>
}

const created = z.object({ id: z.string() })

/** Into the address's channel, as a reply to the question where one is named. */
export function channelWay(api: Api, address: Address): Way {
  const { channel, question } = address.ids
  if (channel === undefined) throw new PlatformError('rejected', 'the address names no channel')
  const reference =
    question === undefined
      ? {}
      : { message_reference: { message_id: question, fail_if_not_exists: false } }
  return {
    async create(body, slot, occasion) {
      // With the same nonce Discord gives back the message that an earlier try has posted.
      const nonce = nonceOf(`${occasion}/${channel}/${slot}`)
      const message = { ...body, nonce, enforce_nonce: true, ...(slot === 0 ? reference : {}) }
      return idOf(await api.call('POST', routes.messages(channel), { body: message }))
    },
    async edit(id, body) {
      return idOf(await api.call('PATCH', routes.message(channel, id), { body }))
    },
    async remove(id) {
      await api.call('DELETE', routes.message(channel, id))
    },
  }
}

/** As the response to an interaction: the first message fills the acknowledged one. */
export function interactionWay(api: Api, address: Address, token: string): Way {
  const { application, seenBy } = address.ids
  if (application === undefined) {
    throw new PlatformError('rejected', 'the address names no application')
  }
  const response = (id: string, slot: number) =>
    routes.response(application, token, slot === 0 ? '@original' : id)
  return {
    async create(body, slot) {
      if (slot === 0) {
        return idOf(await api.call('PATCH', response('', 0), { body }))
      }
      const flags = body.flags | (seenBy === 'asker' ? FLAGS.ephemeral : 0)
      const call = { body: { ...body, flags }, query: { wait: 'true' } }
      return idOf(await api.call('POST', routes.followUps(application, token), call))
    },
    async edit(id, body, slot) {
      return idOf(await api.call('PATCH', response(id, slot), { body }))
    },
    async remove(id, slot) {
      await api.call('DELETE', response(id, slot))
    },
  }
}

/** Beside the message whose button was pressed, for all to see, where we are no member. */
export function besideWay(api: Api, address: Address, token: string): Way {
  const { application = '' } = address.ids
  const toFirst = interactionWay(api, address, token)
  return {
    ...toFirst,
    async create(body) {
      const call = { body, query: { wait: 'true' } }
      return idOf(await api.call('POST', routes.followUps(application, token), call))
    },
  }
}

function idOf(answer: unknown): string {
  const parsed = created.safeParse(answer)
  if (parsed.success) return parsed.data.id
  throw new PlatformError('unavailable', 'Discord answered without the id of the message')
}

function nonceOf(occasion: string): string {
  return createHash('sha256').update(occasion).digest('base64url').slice(0, LIMITS.nonce)
}
