// Finds the messages of ours that stand for a question, whoever posted them: an earlier try, or a process that died.
import { z } from 'zod'
import { PlatformError } from '#magnets'
import type { Api } from './api.ts'
import { routes } from './routes.ts'

/** What Discord gives at most in one answer. */
const PAGE = 100
/**
 * Answers stand soon after their question. Only where more than this was said in between, while we
 * could not answer, is what stands overlooked.
 */
const MAX_PAGES = 5

const id = z.string().regex(/^\d{1,20}$/)

const posted = z.object({
  id,
  author: z.object({ id: z.string() }),
  message_reference: z.object({ message_id: z.string().optional() }).nullish(),
  interaction_metadata: z.object({ id: z.string() }).nullish(),
  embeds: z.array(z.object({ url: z.string().nullish() })).catch([]),
})
type Posted = z.infer<typeof posted>

export interface Sought {
  readonly channel: string
  /** Id of the question, interaction or press that is answered. */
  readonly source: string
  /** Our own user id. */
  readonly me: string
}

/**
 * The address of our embeds: it says which question they answer, and isn't shown, for they have no
 * title. A reply refers to the question with its first message only, and Discord gives the nonce
 * back to nobody.
 */
export function markOf(channel: string, source: string): string {
  return `https://discord.com/channels/${channel}/${source}`
}

/** Their ids in the order of reading; none where we may not look. */
export async function findPosted(api: Api, sought: Sought): Promise<readonly string[]> {
  const found: string[] = []
  let after = sought.source
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const messages = await messagesAfter(api, sought.channel, after)
    const ours = messages.map(message => posted.safeParse(message).data)
    found.push(...ours.flatMap(message => (message && belongs(message, sought) ? message.id : [])))
    const newest = messages.flatMap(message => identified.safeParse(message).data ?? []).at(-1)
    if (messages.length < PAGE || newest === undefined) break
    after = newest.id
  }
  return found
}

const identified = z.object({ id })

/** Oldest first. */
async function messagesAfter(api: Api, channel: string, after: string): Promise<unknown[]> {
  try {
    const query = { after, limit: String(PAGE) }
    const answer = await api.call('GET', routes.messages(channel), { query })
    return z.array(z.unknown()).catch([]).parse(answer).reverse()
  } catch (error) {
    // Where we may not read, the nonce alone keeps us from saying it twice.
    const shut = error instanceof PlatformError && ['rejected', 'gone'].includes(error.code)
    if (shut) return []
    throw error
  }
}

function belongs(message: Posted, { channel, source, me }: Sought): boolean {
  return (
    message.author.id === me &&
    (message.message_reference?.message_id === source ||
      message.interaction_metadata?.id === source ||
      message.embeds.some(({ url }) => url === markOf(channel, source)))
  )
}
