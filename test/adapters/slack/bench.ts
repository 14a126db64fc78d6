// People on the Slack double, as the shared contract wants them, over either connection.
import { expect } from 'vitest'
import type { Poster } from '#magnets'
import {
  createSlackAdapter,
  type Log,
  type SlackOptions,
} from '../../../src/adapters/slack/index.ts'
import { createListener } from '../../../src/server/listener.ts'
import {
  APP_TOKEN,
  BOT_TOKEN,
  createSlackDouble,
  SIGNING_SECRET,
  type SlackDouble,
} from '../../doubles/slack/slack-double.ts'
import type { Message } from '../../doubles/slack/workspace.ts'
import type { Bench } from '../adapter-contract.ts'
import type { RecordingCore } from '../recording-core.ts'
import {
  actionBody,
  BOT_ID,
  BOT_USER,
  CHANNEL,
  changedEvent,
  DIRECT,
  deletedEvent,
  directEvent,
  eventBody,
  mentionEvent,
  messageEvent,
  PERSON,
  slashBody,
  TEAM,
} from './payloads.ts'
import { pingsIn, visibleText } from './visible-text.ts'

export type Mode = 'socket' | 'http'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: object
}

export interface SlackBench extends Bench {
  readonly double: SlackDouble
  readonly lines: readonly LogLine[]
  /** Sends any event; resolves when it is acknowledged. */
  event(event: Record<string, unknown>): Promise<void>
  /** Sends an interaction or a command; resolves with the acknowledgement. */
  interact(body: Record<string, unknown>): Promise<unknown>
  slash(text: string): Promise<unknown>
  successor(): Poster
  /** Where the house listens, by HTTP. */
  readonly port: number
}

const RETRY_AFTER_SECONDS = 7

export async function connectSlack(
  mode: Mode,
  core: RecordingCore,
  more: Pick<SlackOptions, 'patienceMs' | 'now' | 'draw' | 'picturesMs'> = {},
): Promise<SlackBench> {
  const self = { userId: BOT_USER, botId: BOT_ID, team: TEAM }
  const double = await createSlackDouble({ self, channels: [CHANNEL, DIRECT] })
  const lines: LogLine[] = []
  const options = {
    core,
    botToken: BOT_TOKEN,
    apiUrl: double.apiUrl,
    log: noting(lines),
    ...(mode === 'socket' ? { appToken: APP_TOKEN } : { signingSecret: SIGNING_SECRET }),
    ...more,
  }
  const adapter = createSlackAdapter(options)
  const { routes = [] } = adapter
  const listener = createListener({ host: '127.0.0.1', port: 0, routes, log: options.log })
  await listener.start()
  const port = listener.port() ?? 0
  await adapter.start()

  let held = Promise.withResolvers<void>()
  let lastMention: Record<string, unknown> = {}
  let lastEvent: Record<string, unknown> = {}
  let events = 0

  const event = async (body: Record<string, unknown>): Promise<void> => {
    events += 1
    const envelope = eventBody(body, `Ev${events}`)
    if (mode === 'socket') await double.sendSocket('events_api', envelope)
    else await double.sendHttp(port, envelope)
  }
  const interact = async (body: Record<string, unknown>): Promise<unknown> => {
    const slash = 'command' in body
    if (mode === 'socket') {
      return double.sendSocket(slash ? 'slash_commands' : 'interactive', body)
    }
    const text = await double.sendHttp(port, body, slash ? 'form' : 'payload')
    return text === '' ? undefined : JSON.parse(text)
  }
  const slash = (text: string): Promise<unknown> => {
    const response_url = double.responseUrl(CHANNEL)
    return interact(slashBody(text, { response_url, trigger_id: double.trigger() }))
  }
  const say = async (said: Record<string, unknown>): Promise<void> => {
    lastEvent = said
    await event(said)
  }

  async function cut(meanwhile: () => Promise<void>): Promise<void> {
    double.failNext('apps.connections.open', { kind: 'status', status: 503 })
    double.socket.cut()
    await expect.poll(adapter.connected).toBe(false)
    const sent = meanwhile().catch(() => undefined)
    double.giveUp()
    await sent
    await expect.poll(adapter.connected, { timeout: 5000 }).toBe(true)
    await double.redeliver()
  }

  return {
    adapter,
    double,
    lines,
    port,
    successor: () => createSlackAdapter(options).poster,
    event,
    interact,
    slash,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    async mention(text) {
      const ts = double.workspace.nextTs()
      lastMention = messageEvent(`<@${BOT_USER}> ${text}`, ts)
      await say(mentionEvent(text, ts))
    },
    direct: text => say(directEvent(text, double.workspace.nextTs())),
    followUp(text) {
      const thread = { thread_ts: lastMention.ts, parent_user_id: PERSON }
      return event(messageEvent(text, double.workspace.nextTs(), thread))
    },
    repeat: () => event(lastEvent),
    edit(text) {
      const ts = double.workspace.nextTs()
      return event(changedEvent(lastMention, `<@${BOT_USER}> ${text}`, ts))
    },
    delete: () => event(deletedEvent(lastMention, double.workspace.nextTs())),
    async command(name, options) {
      const words = Object.entries(options).map(([option, value]) => `${option}:"${value}"`)
      await slash([name, ...words].join(' '))
    },
    async press(label) {
      const message = double.workspace.messages.at(-1)
      const button = buttonsOf(message).find(({ text }) => text === label)
      if (message === undefined || button === undefined) throw new Error(`no button "${label}"`)
      await interact(
        actionBody(button.action_id, button.value, {
          channel: {
            id: message.channel,
            name: message.channel === DIRECT ? 'directmessage' : 'x',
          },
          container: { message_ts: message.ts, is_ephemeral: message.ephemeral },
          message: { ts: message.ts, thread_ts: message.thread_ts },
          response_url: double.responseUrl(message.channel, message.ts),
          trigger_id: double.trigger(),
        }),
      )
    },
    async botsTalk(text) {
      const own = { user: BOT_USER, bot_id: BOT_ID, app_id: 'A0001' }
      await event(directEvent(text, double.workspace.nextTs(), own))
      const other = { user: 'UBOT2', bot_id: 'B0002' }
      await event(directEvent(text, double.workspace.nextTs(), other))
      const webhook = { user: undefined, bot_id: 'B0003', subtype: 'bot_message' }
      await event(directEvent(text, double.workspace.nextTs(), webhook))
    },
    standing: () =>
      double.workspace.messages.map(message => ({
        visible: visibleText(message),
        notification: message.text,
        pings: pingsIn(message),
      })),
    failNext(how) {
      const failures = {
        'rate-limited': { kind: 'status', status: 429, retryAfterSeconds: RETRY_AFTER_SECONDS },
        'rich-rejected': { kind: 'error', error: 'invalid_blocks' },
        unavailable: { kind: 'status', status: 503 },
        'request-lost': { kind: 'cut' },
        'answer-lost': { kind: 'lost' },
        'answer-held': { kind: 'slow', until: () => held.promise, done: 'at once' },
      } as const
      double.failNext('chat.postMessage', failures[how])
    },
    release() {
      held.resolve()
      held = Promise.withResolvers()
    },
    ...(mode === 'socket' ? { cut } : {}),
    async late(act) {
      core.hold()
      const sent = act().catch(() => undefined)
      await core.incoming(1)
      double.giveUp()
      await sent
      core.release()
      await expect.poll(() => double.deliveries[0]?.acknowledged).toBe('late')
      await double.redeliver()
    },
    async close() {
      await adapter.stop()
      await double.close()
      await listener.stop()
      // Refused for its form, a message goes out as text, and a test might not notice.
      expect(double.workspace.refusals.filter(why => /^(invalid_|msg_|no_text)/.test(why))).toEqual(
        [],
      )
    },
  }
}

function noting(lines: LogLine[]): Log {
  const at = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, message, fields })
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

interface Button {
  readonly action_id: string
  readonly value: string
  readonly text: string
}

function buttonsOf(message: Message | undefined): Button[] {
  return (message?.blocks ?? [])
    .filter(block => Object(block).type === 'actions')
    .flatMap(block => Object(block).elements)
    .map(({ action_id, value, text }) => ({ action_id, value: value ?? '', text: text.text }))
}
