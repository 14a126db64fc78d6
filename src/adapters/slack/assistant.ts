// Slack's pane beside a channel: a greeting with questions to try, a sign of life, a title for each thread.
import type { webApi } from '@slack/bolt'
import type { Core, Incoming } from '#magnets'
import { cutText } from './cut-text.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import type { SurfaceEvent } from './payloads.ts'
import { isAbsent } from './platform-error.ts'

type Started = Extract<SurfaceEvent['event'], { type: 'assistant_thread_started' }>

export interface Assistant {
  /** Somebody opened a new thread in the pane. */
  greet(event: Started): Promise<void>
  /** Shows that a question in a direct thread is being looked up, and names the thread after its first. */
  show(incoming: Incoming): Promise<void>
}

export interface AssistantOptions {
  readonly client: webApi.WebClient
  readonly core: Core
  readonly log: Log
}

/** What people see while they wait; Slack takes turns. */
const STATUS = 'is looking it up…'
const LOADING = ['Reading the base…', 'Checking the figures…', 'Collecting the sources…']
/** Threads that were opened and have no title yet; more are not open at once. */
const MOST_UNTITLED = 1000

export function createAssistant({ client, core, log }: AssistantOptions): Assistant {
  const untitled = new Set<string>()
  let absent = false

  /** An app without the pane has none of these methods: that is found out once. */
  async function sideline(call: () => Promise<unknown>): Promise<void> {
    if (absent) return
    try {
      await call()
    } catch (error) {
      absent = isAbsent(error)
      if (absent) log.info({}, 'this app has no pane beside channels; nothing is shown there')
      else log.warn({ err: error }, 'a sign of life was not shown')
    }
  }

  return {
    async greet({ assistant_thread: { channel_id, thread_ts } }) {
      const { text, prompts } = core.greeting()
      untitled.add(thread_ts)
      const [oldest] = untitled
      if (untitled.size > MOST_UNTITLED && oldest !== undefined) untitled.delete(oldest)
      const words = { text, link_names: false, parse: 'none', mrkdwn: false } as const
      const quiet = { unfurl_links: false, unfurl_media: false } as const
      await client.chat.postMessage({ channel: channel_id, thread_ts, ...words, ...quiet })
      const [first, ...rest] = prompts.map(prompt => ({
        title: cutText(prompt, LIMITS.promptTitle),
        message: prompt,
      }))
      if (first === undefined) return
      await sideline(() =>
        client.assistant.threads.setSuggestedPrompts({
          channel_id,
          thread_ts,
          prompts: [first, ...rest.slice(0, LIMITS.prompts - 1)],
        }),
      )
    },
    async show(incoming) {
      const { place } = incoming
      const { channel: channel_id, thread: thread_ts, visibility } = place
      if (incoming.kind !== 'message' || visibility !== 'direct' || thread_ts === undefined) return
      await sideline(() =>
        client.assistant.threads.setStatus({
          channel_id,
          thread_ts,
          status: STATUS,
          loading_messages: LOADING,
        }),
      )
      if (!untitled.delete(thread_ts)) return
      const title = cutText(incoming.text, LIMITS.threadTitle)
      await sideline(() => client.assistant.threads.setTitle({ channel_id, thread_ts, title }))
    },
  }
}
