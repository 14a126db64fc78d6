// Messages that are handed over many times, in every form in which the platforms repeat themselves.
import {
  BOT_USER,
  directEvent,
  eventBody,
  mentionEvent,
  messageEvent,
} from '../adapters/slack/payloads.ts'
import { IDS } from '../doubles/discord/world.ts'
import type { DiscordSide } from './discord-side.ts'
import type { Line } from './line.ts'
import type { Question, Wording } from './questions.ts'
import { CHANNELS, DIRECTS, keyOf } from './slack-people.ts'
import type { SlackSide } from './slack-side.ts'
import type { Chance } from './talk.ts'

export interface Repeated {
  readonly question: Question
  /** Keys under any of which the bot may know the message. */
  readonly names: readonly string[]
  /** Hands it over once more; resolves when it is taken. */
  hand(): Promise<void>
}

/** A mention or a direct message; some were sent twice by the client itself. */
export function repeatedOnSlack(
  side: SlackSide,
  line: Pick<Line, 'event'>,
  chance: Chance,
): Repeated {
  const topic = chance.topic()
  const direct = chance.in(0.3)
  const channel = chance.one(direct ? DIRECTS : CHANNELS)
  const ts = side.workspace.nextTs()
  const user = `U${ts.replace('.', '')}`
  const more = { channel, user, client_msg_id: `client-${ts}` }
  const tell = (name: string) =>
    direct
      ? [directEvent(topic.question, name, more)]
      : [
          mentionEvent(topic.question, name, more),
          messageEvent(`<@${BOT_USER}> ${topic.question}`, name, more),
        ]
  const twin = chance.in(0.1) ? side.workspace.nextTs() : undefined
  const forms = [...tell(ts), ...(twin === undefined ? [] : tell(twin))]
  const wording: Wording = { key: keyOf(channel, ts), topic }
  const sentAt = performance.now()
  let events = 0
  return {
    question: { kind: 'slack message', conversation: ts, sentAt, wordings: [wording] },
    names: [ts, ...(twin === undefined ? [] : [twin])].map(name => keyOf(channel, name)),
    async hand() {
      events += 1
      // Slack repeats an event under its id, and tells of one message by several events.
      const id = chance.in(0.5) ? `Ev${ts}` : `Ev${ts}-${events}`
      const takenAt = await line.event(eventBody(chance.one(forms), id))
      if (takenAt !== undefined) wording.takenAt ??= takenAt
    },
  }
}

/** A mention; the first time it is written, then it is told of again. */
export function repeatedOnDiscord(side: DiscordSide, chance: Chance): Repeated {
  const topic = chance.topic()
  const sentAt = performance.now()
  const channel = chance.one(side.channels)
  const author = String(920_000_000_000_300_000n + BigInt(chance.below(1000)))
  const content = `<@${IDS.bot}> ${topic.question}`
  const message = side.compose({ channel, author, content })
  const key = `discord/discord:${message.id}`
  return {
    question: { kind: 'discord message', conversation: key, sentAt, wordings: [{ key, topic }] },
    names: [key],
    hand: async () => side.repeat(message),
  }
}
