// Finds messages of ours that Slack took although we never heard so, by a mark that each carries.
import type { webApi } from '@slack/bolt'
import { z } from 'zod'

/** What a try that went wrong may have left behind is looked for among the messages of this time. */
const LOOK_BACK_S = 15 * 60
const MESSAGES = 200

/** Which part of which answer a message is; people don't see it. */
export function postedMark(key: string, slot: number) {
  return { event_type: 'answer_posted', event_payload: { key, slot } }
}

const found = z.object({
  ts: z.string(),
  metadata: z.object({ event_payload: z.object({ key: z.string(), slot: z.number() }) }),
})

/** The messages that an earlier try has posted, by their place in the answer. */
export async function findPosted(
  client: webApi.WebClient,
  where: { readonly channel: string; readonly thread: string | undefined; readonly now: number },
  key: string,
): Promise<ReadonlyMap<number, string>> {
  const { channel, thread, now } = where
  const wanted = {
    channel,
    oldest: String(now / 1000 - LOOK_BACK_S),
    limit: MESSAGES,
    include_all_metadata: true,
  }
  const { messages = [] } =
    thread === undefined
      ? await client.conversations.history(wanted)
      : await client.conversations.replies({ ...wanted, ts: thread })
  const ours = messages.flatMap(message => found.safeParse(message).data ?? [])
  return new Map(
    ours
      .filter(({ metadata }) => metadata.event_payload.key === key)
      .map(({ ts, metadata }) => [metadata.event_payload.slot, ts]),
  )
}
