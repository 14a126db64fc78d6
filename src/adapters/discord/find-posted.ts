// Finds the messages of ours that stand for a question, whoever posted them: an earlier try, or a process that died.
import { z } from 'zod'
import { PlatformError } from '#magnets'
import type { Api } from './api.ts'
import { formOf } from './message-body.ts'
import { routes } from './routes.ts'
import type { Standing } from './standing.ts'
import { bearsMark, type Marked, markable } from './standing-mark.ts'

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
  flags: z.number().catch(0),
  ...markable.shape,
})
type Posted = z.infer<typeof posted>

export interface Sought extends Marked {
  /** Our own user id. */
  readonly me: string
}

/** They in the order of reading; none where we may not look. */
export async function findPosted(api: Api, sought: Sought): Promise<readonly Standing[]> {
  const found: Standing[] = []
  let after = sought.source
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const messages = await messagesAfter(api, sought.channel, after)
    const readable = messages.flatMap(message => posted.safeParse(message).data ?? [])
    const ours = readable.filter(message => belongs(message, sought))
    found.push(...ours.map(message => ({ id: message.id, form: formOf(message) })))
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

function belongs(message: Posted, sought: Sought): boolean {
  const { source, me } = sought
  return (
    message.author.id === me &&
    (message.message_reference?.message_id === source ||
      message.interaction_metadata?.id === source ||
      bearsMark(message, sought))
  )
}
