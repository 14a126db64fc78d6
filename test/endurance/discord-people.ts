// People on Discord: mentions in channels and slash commands, with edits, deletions and repeats.
import { visibleText } from '../adapters/discord/visible-text.ts'
import type { StoredInteraction, StoredMessage } from '../doubles/discord/world.ts'
import { IDS } from '../doubles/discord/world.ts'
import type { DiscordSide } from './discord-side.ts'
import { type Answers, gatherAnswers, type Question, type Wording } from './questions.ts'
import type { Chance, Talk } from './talk.ts'

export interface DiscordPeople {
  readonly questions: readonly Question[]
  answers(): ReadonlyMap<string, Answers>
}

interface Options {
  readonly side: DiscordSide
  readonly talk: Talk
  readonly crowd: { readonly writers: number; readonly commands: number }
}

const BURST = 6

export function createDiscordPeople({ side, talk, crowd }: Options): DiscordPeople {
  const questions: Question[] = []
  const interactions = new Map<string, StoredInteraction>()

  const write = (chance: Chance, channel: string, author: string) => {
    const topic = chance.topic()
    const sentAt = performance.now()
    const message = side.write({ channel, author, content: `${MENTION} ${topic.question}` })
    const wording: Wording = { key: keyOf(message.id), topic }
    const conversation = `${channel}/${author}`
    const question: Question = {
      kind: 'discord message',
      conversation,
      sentAt,
      wordings: [wording],
    }
    questions.push(question)
    if (chance.in(0.1)) side.repeat(message)
    return { question, message }
  }

  const change = (question: Question, message: StoredMessage, chance: Chance): void => {
    const topic = chance.topic(question.wordings[0].topic)
    const at = side.edit(message, `${MENTION} ${topic.question}`)
    question.wordings.push({ key: `${question.wordings[0].key}:edit:${at}`, topic })
  }

  for (let n = 0; n < crowd.writers; n += 1) {
    const author = String(920_000_000_000_100_000n + BigInt(n))
    const channel = side.channels[(n * 7) % side.channels.length] ?? ''
    talk.join(async chance => {
      for (let left = chance.in(0.2) ? chance.below(BURST) : 0; left > 0; left -= 1) {
        write(chance, channel, author)
      }
      const { question, message } = write(chance, channel, author)
      if (chance.in(0.12)) {
        if (chance.in(0.5)) await chance.pause()
        change(question, message, chance)
      }
      if (chance.in(0.06)) {
        if (chance.in(0.5)) await chance.pause()
        question.removed = { key: `${question.wordings[0].key}:delete` }
        side.remove(message)
      }
    })
  }
  for (let n = 0; n < crowd.commands; n += 1) {
    const person = String(920_000_000_000_200_000n + BigInt(n))
    talk.join(async chance => {
      const topic = chance.topic()
      const channel = chance.one(side.channels)
      const sentAt = performance.now()
      const sent = side.command('ask', { question: topic.question }, { channel, person })
      const wording: Wording = { key: keyOf(sent.id), topic }
      interactions.set(wording.key, sent)
      const kind = 'discord interaction'
      questions.push({ kind, conversation: person, sentAt, wordings: [wording] })
    })
  }

  return {
    questions,
    answers() {
      for (const { kind, wordings } of questions) {
        if (kind !== 'discord interaction' || wordings[0].takenAt !== undefined) continue
        // The callback is all that a person sees of being heard.
        if (interactions.get(wordings[0].key)?.callback) wordings[0].takenAt = performance.now()
      }
      return answersOn(side, interactions)
    },
  }
}

/** Replies name the message that they answer; interactions own the message that fills them. */
function answersOn(side: DiscordSide, interactions: ReadonlyMap<string, StoredInteraction>) {
  const filled = new Map([...interactions].map(([key, { original }]) => [original, key] as const))
  const keyOfQuestion = (message: StoredMessage): string | undefined => {
    if (message.author !== IDS.bot || message.loading) return undefined
    const replyTo = side.answers(message)
    return filled.get(message.id) ?? keyOf(replyTo ?? `nothing, in ${message.channel}`)
  }
  const textOf = ({ body }: StoredMessage): string => visibleText(body)
  const standing = side.world.messages.values()
  return gatherAnswers(side.posted, standing, { keyOf: keyOfQuestion, textOf })
}

const MENTION = `<@${IDS.bot}>`

const keyOf = (id: string): string => `discord/discord:${id}`
