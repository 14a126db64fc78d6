// People on Slack: mentions in threads, direct messages and commands, with edits, deletions and repeats.
import {
  BOT_USER,
  changedEvent,
  deletedEvent,
  directEvent,
  eventBody,
  mentionEvent,
  messageEvent,
  slashBody,
  TEAM,
} from '../adapters/slack/payloads.ts'
import { visibleText } from '../adapters/slack/visible-text.ts'
import type { Message } from '../doubles/slack/workspace.ts'
import type { Line } from './line.ts'
import {
  type Answers,
  gatherAnswers,
  type Handed,
  type Question,
  type Wording,
} from './questions.ts'
import type { SlackSide } from './slack-side.ts'
import type { Chance, Talk } from './talk.ts'
import type { Topic } from './topics.ts'

export const CHANNELS = Array.from({ length: 12 }, (_, n) => `C${1000 + n}`)
export const DIRECTS = Array.from({ length: 12 }, (_, n) => `D${1000 + n}`)

/** A thread is left after so many questions, and another one opened. */
const PER_THREAD = 6
const BURST = 4

export interface SlackPeople {
  readonly questions: readonly Question[]
  /** What became of them, by key. */
  answers(): ReadonlyMap<string, Answers>
  /** Times at which messages were handed over again although they had been taken. */
  readonly repeats: number
}

interface Options {
  readonly side: SlackSide
  readonly line: Line
  readonly talk: Talk
  readonly crowd: { readonly threads: number; readonly directs: number; readonly commands: number }
}

/** A message of a person, as Slack has it now. */
interface Said {
  readonly question: Question
  /** Slack's own message, without the form in which it is told. */
  message: Record<string, unknown>
  readonly mentions: boolean
}

export function createSlackPeople({ side, line, talk, crowd }: Options): SlackPeople {
  const questions: Question[] = []
  const byUrl = new Map<string, string>()
  let events = 0
  let repeats = 0

  const hand = async (handed: Handed, event: Record<string, unknown>): Promise<void> => {
    events += 1
    const takenAt = await line.event(eventBody(event, `Ev${events}`))
    if (takenAt !== undefined) handed.takenAt = takenAt
  }
  const again = (event: Record<string, unknown>): void => {
    repeats += 1
    events += 1
    void line.event(eventBody(event, `Ev${events}`))
  }

  /** Asks in a channel or a direct conversation; resolves when it was taken. */
  const ask = async (
    chance: Chance,
    where: { channel: string; person: string; thread?: string | undefined },
  ): Promise<Said> => {
    const { channel, person, thread } = where
    const ts = side.workspace.nextTs()
    const topic = chance.topic()
    const direct = channel.startsWith('D')
    const more = {
      channel,
      user: person,
      ...(thread === undefined ? {} : { thread_ts: thread, parent_user_id: person }),
    }
    const wording: Wording = { key: keyOf(channel, ts), topic }
    const question: Question = {
      kind: 'slack message',
      conversation: `${channel}/${direct ? person : (thread ?? ts)}`,
      sentAt: performance.now(),
      wordings: [wording],
    }
    questions.push(question)
    const told = direct
      ? directEvent(topic.question, ts, more)
      : mentionEvent(topic.question, ts, more)
    const message = direct ? told : messageEvent(wordsOf(topic, true), ts, more)
    // A channel that the bot listens to is told of twice: as a mention and as a message.
    if (!direct && chance.in(0.15)) again(message)
    await hand(wording, told)
    if (chance.in(0.1)) again(told)
    return { question, message, mentions: !direct }
  }

  const change = async (said: Said, chance: Chance): Promise<void> => {
    const { question, message, mentions } = said
    const topic = chance.topic(question.wordings.at(-1)?.topic)
    const ts = side.workspace.nextTs()
    const text = wordsOf(topic, mentions)
    const wording: Wording = { key: `${question.wordings[0].key}:edit:${ts}`, topic }
    question.wordings.push(wording)
    const event = changedEvent(message, text, ts)
    said.message = { ...message, text }
    await hand(wording, event)
    if (chance.in(0.1)) again(event)
  }

  const remove = async (said: Said): Promise<void> => {
    said.question.removed = { key: `${said.question.wordings[0].key}:delete` }
    await hand(said.question.removed, deletedEvent(said.message, side.workspace.nextTs()))
  }

  /** Goes on in one conversation: asks, one question or two at once, then may change its mind. */
  const goOn = async (
    chance: Chance,
    where: { channel: string; person: string; thread?: string | undefined },
  ): Promise<Said> => {
    // One after another, faster than they are answered: now the order shows.
    for (let left = chance.in(0.1) ? BURST : 0; left > 0; left -= 1) await ask(chance, where)
    const both = chance.in(0.2) ? [ask(chance, where)] : []
    const said = await ask(chance, where)
    await Promise.all(both)
    if (chance.in(0.12)) {
      // At once, while it is being answered, or later.
      if (chance.in(0.5)) await chance.pause()
      await change(said, chance)
    }
    if (chance.in(0.06)) await remove(said)
    return said
  }

  for (let n = 0; n < crowd.threads; n += 1) {
    const person = `U1${100 + n}`
    const open = { channel: '', thread: undefined as string | undefined, left: 0 }
    talk.join(async chance => {
      if (open.left === 0) {
        open.channel = chance.one(CHANNELS)
        const head = await ask(chance, { channel: open.channel, person })
        open.thread = String(head.message.ts)
        open.left = PER_THREAD
        return
      }
      open.left -= 1
      await goOn(chance, { channel: open.channel, person, thread: open.thread })
    })
  }
  for (let n = 0; n < crowd.directs; n += 1) {
    const where = { channel: DIRECTS[n % DIRECTS.length] ?? '', person: `U2${100 + n}` }
    talk.join(async chance => void (await goOn(chance, where)))
  }
  for (let n = 0; n < crowd.commands; n += 1) {
    const person = `U3${100 + n}`
    talk.join(async chance => {
      const channel = chance.one(CHANNELS)
      const topic = chance.topic()
      const response_url = side.responseUrl(channel)
      const trigger_id = side.trigger()
      const wording: Wording = { key: `slack/slack:${TEAM}:command:${trigger_id}`, topic }
      byUrl.set(new URL(response_url).pathname, wording.key)
      const sentAt = performance.now()
      questions.push({ kind: 'slack command', conversation: person, sentAt, wordings: [wording] })
      const more = { channel_id: channel, user_id: person, response_url, trigger_id }
      const takenAt = await line.command(slashBody(topic.question, more))
      if (takenAt !== undefined) wording.takenAt = takenAt
    })
  }

  return {
    questions,
    answers: () => answersOn(side, byUrl),
    get repeats() {
      return repeats
    },
  }
}

/** By the mark that each message carries, or by the response_url that it came to. */
function answersOn(side: SlackSide, byUrl: ReadonlyMap<string, string>) {
  const questionOf = ({ owner, metadata }: Message): string | undefined =>
    owner === undefined ? markOf(metadata) : byUrl.get(owner)
  // A command's answer that replaces itself comes in anew, and is still one to the person.
  const posted = side.posted.filter(message => message.owner === undefined)
  return gatherAnswers(posted, side.workspace.messages, {
    keyOf: questionOf,
    textOf: visibleText,
  })
}

/** Key of the question that a message of the bot answers, by what the bot has noted with it. */
export function markOf(metadata: unknown): string | undefined {
  const key = Object(Object(metadata).event_payload).key
  // An edit's answer is its message's; a word about a failure is one too, only not the wanted one.
  return typeof key === 'string' ? `slack/${key.replace(/:edit:.*$|\/failed$/, '')}` : undefined
}

/** By what key the bot's inbox knows a message. */
export const keyOf = (channel: string, ts: string): string => `slack/slack:${TEAM}:${channel}:${ts}`

const wordsOf = (topic: Topic, mentions: boolean): string =>
  mentions ? `<@${BOT_USER}> ${topic.question}` : topic.question
