// Finds messages of ours that Slack took although we never heard so, by a mark that each carries.
import type { webApi } from '@slack/bolt'
import { z } from 'zod'
import { PlatformError } from '#magnets'
import type { Target } from './address.ts'

const EVENT_TYPE = 'answer_posted'
/** Slack recommends no more at a time. */
const PAGE = 200
/** Two thousand messages since the question: beyond that, what stands is no longer looked for. */
const MAX_PAGES = 10

/** Which part of which answer a message is; people don't see it. */
export function postedMark(key: string, slot: number) {
  return { event_type: EVENT_TYPE, event_payload: { key, slot } }
}

const marked = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(EVENT_TYPE),
    event_payload: z.object({ key: z.string(), slot: z.number() }),
  }),
  blocks: z.array(z.unknown()).nullish().catch(undefined),
})

const pictured = z.object({ slack_file: z.object({ id: z.string() }) })

export interface Posted {
  readonly ts: string
  /** Its place in the answer, from 0. */
  readonly slot: number
  /** Ids of the files that it shows. */
  readonly pictures: readonly string[]
}

/**
 * What was posted for a key, earliest first. Looks back to the question, so that it finds what a
 * process posted before an outage of any length. Throws what the SDK throws, and PlatformError
 * `rejected` where too much was said since.
 */
export async function findPosted(
  client: webApi.WebClient,
  { channel, thread, since = thread }: Pick<Target, 'channel' | 'thread' | 'since'>,
  key: string,
): Promise<readonly Posted[]> {
  const wanted = {
    channel,
    limit: PAGE,
    include_all_metadata: true,
    ...(since === undefined ? {} : { oldest: since }),
  }
  const found: Posted[] = []
  let cursor: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const asked = cursor === undefined ? wanted : { ...wanted, cursor }
    const { messages = [], response_metadata } =
      thread === undefined
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: thread })
    for (const message of messages) {
      const { ts, metadata, blocks } = marked.safeParse(message).data ?? {}
      if (ts === undefined || metadata?.event_payload.key !== key) continue
      const pictures = (blocks ?? []).flatMap(
        block => pictured.safeParse(block).data?.slack_file.id ?? [],
      )
      found.push({ ts, slot: metadata.event_payload.slot, pictures })
    }
    cursor = response_metadata?.next_cursor
    if (cursor === undefined || cursor === '') break
  }
  if (found.length === 0 && cursor !== undefined && cursor !== '') {
    throw new PlatformError('rejected', `more than ${MAX_PAGES * PAGE} messages to look through`)
  }
  return found.toSorted((a, b) => Number(a.ts) - Number(b.ts))
}
