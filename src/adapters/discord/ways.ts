// The ways by which a message gets to Discord: into a channel, or by the token of an interaction.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Address, PlatformError } from '#magnets'
import type { Api } from './api.ts'
import { findPosted } from './find-posted.ts'
import { FLAGS, LIMITS } from './limits.ts'
import { bodyOver, formOf, type MessageBody, type PictureFile } from './message-body.ts'
import { messageWords } from './message-words.ts'
import { ignoreGone, isShut } from './platform-error.ts'
import { routes } from './routes.ts'
import { ORIGINAL, type Standing } from './standing.ts'
import { marked } from './standing-mark.ts'

/** One way to write. `slot` is the number of the message within its reply, from 0. */
export interface Way {
  /** `occasion` is the same for every try to say the same. */
  create(
    body: MessageBody,
    slot: number,
    occasion: string,
    files?: readonly PictureFile[],
  ): Promise<Created>
  /** With what it has of files in place of those that stood there. */
  edit(
    id: string,
    body: MessageBody,
    slot: number,
    files?: readonly PictureFile[],
  ): Promise<Standing>
  remove(id: string, slot: number): Promise<void>
  /** What stands of earlier tries, in order, as far as Discord tells. */
  standing(): Promise<readonly Standing[]>
}

export interface Created {
  readonly made: Standing
  /** False where Discord gave back a message of an earlier try, which says something else. */
  readonly asSent: boolean
}

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
    async create(body, slot, occasion, files) {
      // With the same nonce Discord gives back, for a few minutes, what an earlier try has posted.
      const nonce = nonceOf(`${occasion}/${channel}/${slot}`)
      const sent = { ...signed(body, address), nonce, enforce_nonce: true }
      const message = { ...sent, ...(slot === 0 ? reference : {}) }
      const answer = await api.call('POST', routes.messages(channel), { body: message, files })
      return { made: madeOf(answer), asSent: messageWords(answer) === messageWords(body) }
    },
    async edit(id, body, _, files) {
      const call = { body: replacing(signed(body, address)), files }
      return madeOf(await api.call('PATCH', routes.message(channel, id), call))
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
  const edit: Way['edit'] = async (id, body, slot, files) => {
    const call = { body: replacing(signed(body, address)), files, query: WITH_COMPONENTS }
    return madeOf(await api.call('PATCH', response(id, slot), call))
  }
  return {
    async create(body, slot, _, files) {
      // What fills the response may stand there, of an earlier try or as what a button stood on.
      if (slot === 0)
        return { made: await edit('', bodyOver(undefined, body) ?? body, 0, files), asSent: true }
      const flags = body.flags | (seenBy === 'asker' ? FLAGS.ephemeral : 0)
      return followUp(api, { application, token }, signed({ ...body, flags }, address), files)
    },
    edit,
    async remove(id, slot) {
      // Where the response itself is gone already, the first that stands is a follow-up.
      if (slot === 0) await api.call('DELETE', response('', 0)).catch(ignoreGone)
      if (id !== ORIGINAL) await api.call('DELETE', routes.response(application, token, id))
    },
    async standing() {
      if (seenBy === 'asker') return []
      try {
        return await standingIn(reach, address)
      } catch (error) {
        // By the token we may write where we may not read.
        if (isShut(error)) return []
        throw error
      }
    },
  }
}

/** Beside the message whose button was pressed: for all to see, or for who pressed. */
export function besideWay(reach: Reach, address: Address, token: string): Way {
  const { application = '', seenBy } = address.ids
  return {
    ...interactionWay(reach, address, token),
    create(body, _slot, _occasion, files) {
      const flags = body.flags | (seenBy === 'asker' ? FLAGS.ephemeral : 0)
      return followUp(reach.api, { application, token }, signed({ ...body, flags }, address), files)
    },
    async edit(id, body, _, files) {
      const call = { body: replacing(signed(body, address)), files, query: WITH_COMPONENTS }
      return madeOf(await reach.api.call('PATCH', routes.response(application, token, id), call))
    },
    async remove(id) {
      await reach.api.call('DELETE', routes.response(application, token, id))
    },
  }
}

async function followUp(
  api: Api,
  { application, token }: { readonly application: string; readonly token: string },
  body: object,
  files: readonly PictureFile[] = [],
): Promise<Created> {
  // Not repeated by itself: the next try looks first.
  const call = { body, files, query: { wait: 'true', ...WITH_COMPONENTS }, once: true }
  const made = madeOf(await api.call('POST', routes.followUps(application, token), call))
  return { made, asSent: true }
}

/** Without it Discord may overlook components that come by a webhook's address. */
const WITH_COMPONENTS = { with_components: 'true' } as const

function sourceOf({ ids }: Address): string | undefined {
  return ids.question ?? ids.interaction ?? ids.press
}

async function standingIn({ api, me }: Reach, address: Address): Promise<readonly Standing[]> {
  const { channel } = address.ids
  const source = sourceOf(address)
  if (channel === undefined || source === undefined) return []
  return findPosted(api, { channel, source, me: await me() })
}

/** With the mark by which `findPosted` knows what it answers. */
function signed(body: MessageBody, address: Address): object {
  const { channel } = address.ids
  const source = sourceOf(address)
  return channel === undefined || source === undefined ? body : marked(body, { channel, source })
}

/** An edit keeps the files that it doesn't speak of. */
function replacing(body: object): object {
  return { attachments: [], ...body }
}

const created = z.object({ id: z.string(), flags: z.number().optional() })

function madeOf(answer: unknown): Standing {
  const { data } = created.safeParse(answer)
  if (data === undefined) {
    throw new PlatformError('unavailable', 'Discord answered without the id of the message')
  }
  const { id, flags } = data
  return flags === undefined ? { id } : { id, form: formOf({ flags }) }
}

function nonceOf(occasion: string): string {
  return hash('sha256', occasion, 'base64url').slice(0, LIMITS.nonce)
}
