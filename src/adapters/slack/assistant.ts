// Slack's pane beside a channel: a greeting with questions to try, a sign of life, a title for each thread.
import type { webApi } from '@slack/bolt'
import type { Core, Incoming } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import type { Spot } from './address.ts'
import { cutText } from './cut-text.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import type { SurfaceEvent } from './payloads.ts'
import { isAbsent } from './platform-error.ts'
import { withTimeLimit } from './time-limit.ts'

type Started = Extract<SurfaceEvent['event'], { type: 'assistant_thread_started' }>

/** One for all installations: a client is that of the place. */
export interface Assistant {
  /** Somebody opened a new thread in the pane. */
  greet(client: webApi.WebClient, event: Started): Promise<void>
  /** Shows that a question in a direct thread is being looked up, and names the thread after its first. */
  show(client: webApi.WebClient, incoming: Incoming): Promise<void>
  /** Shows in a thread, of a channel too, that an answer takes its time. */
  wait(client: webApi.WebClient, spot: Spot): Promise<void>
  /**
   * Resolves once no status is on its way to a thread. A message takes the status away that stands
   * before it; one that came after would stand for minutes below the answer.
   */
  settled(spot: Spot): Promise<void>
}

export interface AssistantOptions {
  readonly core: Core
  readonly log: Log
}

/** What people see while they wait; Slack takes turns. */
const STATUS = 'is looking it up…'
const LOADING = ['Reading the base…', 'Checking the figures…', 'Collecting the sources…']
/** Threads of the pane that are remembered: Slack tells of one twice, and each is named once. */
const MOST_THREADS = 1000
/** An answer waits no longer for its own sign of life. */
const SETTLE_LIMIT_MS = 1000

export function createAssistant({ core, log }: AssistantOptions): Assistant {
  const threads = createRecentValues<'untitled' | 'titled'>(MOST_THREADS)
  const underWay = new Map<string, Promise<void>>()
  const without = new WeakSet<webApi.WebClient>()

  /** An app without the pane has none of these methods: that is found out once. */
  async function sideline(client: webApi.WebClient, call: () => Promise<unknown>): Promise<void> {
    if (without.has(client)) return
    try {
      await call()
    } catch (error) {
      if (isAbsent(error)) {
        without.add(client)
        log.info({}, 'this app has no pane beside channels; nothing is shown there')
      } else log.warn({ err: error }, 'a sign of life was not shown')
    }
  }

  function status(client: webApi.WebClient, { channel, thread }: Spot): Promise<void> {
    if (thread === undefined) return Promise.resolve()
    const name = nameOf({ channel, thread })
    const place = { channel_id: channel, thread_ts: thread }
    const shown = sideline(client, () =>
      client.assistant.threads.setStatus({ ...place, status: STATUS, loading_messages: LOADING }),
    ).finally(() => {
      if (underWay.get(name) === shown) underWay.delete(name)
    })
    underWay.set(name, shown)
    return shown
  }

  return {
    async greet(client, { assistant_thread: { channel_id, thread_ts } }) {
      const name = nameOf({ channel: channel_id, thread: thread_ts })
      if (threads.get(name) !== undefined) return
      threads.set(name, 'untitled')
      const { text, prompts } = core.greeting()
      const words = { text, link_names: false, parse: 'none', mrkdwn: false } as const
      const quiet = { unfurl_links: false, unfurl_media: false } as const
      const said = client.chat.postMessage({ channel: channel_id, thread_ts, ...words, ...quiet })
      const [first, ...rest] = prompts.map(prompt => ({
        title: cutText(prompt, LIMITS.promptTitle),
        message: prompt,
      }))
      // Without the greeting there may still be questions to try.
      await said.catch((error: unknown) => log.warn({ err: error }, 'a greeting was not shown'))
      if (first === undefined) return
      await sideline(client, () =>
        client.assistant.threads.setSuggestedPrompts({
          channel_id,
          thread_ts,
          prompts: [first, ...rest.slice(0, LIMITS.prompts - 1)],
        }),
      )
    },
    async show(client, incoming) {
      const { channel, thread, visibility } = incoming.place
      if (incoming.kind !== 'message' || visibility !== 'direct' || thread === undefined) return
      await status(client, { channel, thread })
      const name = nameOf({ channel, thread })
      const title = cutText(incoming.text, LIMITS.threadTitle)
      if (title === '' || threads.get(name) !== 'untitled') return
      threads.set(name, 'titled')
      await sideline(client, () =>
        client.assistant.threads.setTitle({ channel_id: channel, thread_ts: thread, title }),
      )
    },
    wait: status,
    async settled(spot) {
      const shown = underWay.get(nameOf(spot))
      if (shown === undefined) return
      await withTimeLimit(shown, SETTLE_LIMIT_MS, 'a sign of life').catch((error: unknown) =>
        log.warn({ err: error }, 'an answer overtakes its sign of life'),
      )
    },
  }
}

const nameOf = ({ channel, thread = '' }: Spot): string => `${channel}/${thread}`
