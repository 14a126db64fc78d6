// One town for a run: both platforms, people on them, data, and as many bots as a run wants.
import { join } from 'node:path'
import { SIGNING_SECRET } from '../doubles/slack/signed-request.ts'
import { BOT_TOKEN } from '../doubles/slack/web-api.ts'
import type { Message } from '../doubles/slack/workspace.ts'
import { type Bot, freePort, startBot, tailOf } from './bot-process.ts'
import type { Data } from './data.ts'
import { createDiscordPeople, type DiscordPeople } from './discord-people.ts'
import { createDiscordSide, DISCORD_TOKEN, type DiscordSide } from './discord-side.ts'
import { createLine, type Line } from './line.ts'
import { CHANNELS, createSlackPeople, DIRECTS, type SlackPeople } from './slack-people.ts'
import { createSlackSide, type SlackSide } from './slack-side.ts'
import { createTalk, sleep, type Talk } from './talk.ts'
import { type Breach, judge, type Verdict } from './verdict.ts'

/** Where one bot runs: its port stays over all of its lives. */
export interface Seat {
  readonly port: number
  readonly logFile: string
  bot?: Bot
  /** True from when it says that it runs until it is killed. */
  open: boolean
}

export interface HouseOptions {
  readonly seed: number
  readonly data: Data
  readonly seats: number
  readonly main?: string | undefined
  readonly shards?: number
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds between two things that one person does. */
  readonly pause?: readonly [number, number]
  /** How many people of each kind there are. */
  readonly crowd?: Crowd
  /** Channels and direct conversations of Slack beside those of the crowd. */
  readonly channels?: readonly string[]
  readonly onPost?: (message: Message) => void
}

export interface Crowd {
  readonly threads: number
  readonly directs: number
  readonly commands: number
  readonly discordWriters: number
  readonly discordCommands: number
}

export interface House {
  readonly slack: SlackSide
  readonly discord: DiscordSide
  readonly line: Line
  readonly talk: Talk
  readonly seats: readonly Seat[]
  readonly people: { readonly slack: SlackPeople; readonly discord: DiscordPeople }
  start(seat: Seat): Bot
  /** Resolves when the bot of a seat says that it runs; throws where it doesn't in time. */
  up(seat: Seat): Promise<void>
  /** Resolves at the next such moment, at the latest after `limitMs`. */
  next(moment: 'post' | 'taken', limitMs: number): Promise<void>
  verdict(): Promise<Verdict>
  /** Waits until nothing is missing any more, then a little for what should not come. */
  settled(limitMs: number): Promise<Verdict>
  /** The ends of the logs. */
  tails(): string
  close(): Promise<void>
}

const PAUSE: readonly [number, number] = [300, 1500]
const CROWD: Crowd = {
  threads: 12,
  directs: 6,
  commands: 4,
  discordWriters: 8,
  discordCommands: 4,
}
/** What comes twice comes within this time of the first. */
const QUIET_MS = 4000
const LOOK_MS = 500
/** A process that isn't up by then never will be. */
const UP_MS = 30_000

export async function openHouse(options: HouseOptions): Promise<House> {
  const { seed, data, shards = 1, crowd = CROWD } = options
  const moments = new EventTarget()
  const tell = (moment: string): boolean => moments.dispatchEvent(new Event(moment))
  const slack = await createSlackSide({
    channels: [...CHANNELS, ...DIRECTS, ...(options.channels ?? [])],
    onPost(message) {
      options.onPost?.(message)
      tell('post')
    },
  })
  const discord = await createDiscordSide({
    guilds: 6,
    channels: 3,
    onPost: () => void tell('post'),
  })
  const seats: Seat[] = []
  for (let n = 0; n < options.seats; n += 1) {
    const logFile = join(data.folder, `bot-${n}.log`)
    seats.push({ port: await freePort(), logFile, open: false })
  }
  let turn = 0
  const line = createLine({
    port() {
      const open = seats.filter(seat => seat.open)
      turn += 1
      return open[turn % open.length]?.port
    },
    onTaken: () => void tell('taken'),
  })
  const talk = createTalk({ seed, pause: options.pause ?? PAUSE })
  const people = {
    slack: createSlackPeople({ side: slack, line, talk, crowd }),
    discord: createDiscordPeople({
      side: discord,
      talk,
      crowd: { writers: crowd.discordWriters, commands: crowd.discordCommands },
    }),
  }

  const verdict = async (): Promise<Verdict> => {
    const answers = new Map([...people.slack.answers(), ...people.discord.answers()])
    const questions = [...people.slack.questions, ...people.discord.questions]
    return judge({ questions, answers, inbox: await data.inbox() })
  }

  return {
    slack,
    discord,
    line,
    talk,
    seats,
    people,
    verdict,
    start(seat) {
      const bot = startBot({
        logFile: seat.logFile,
        ...(options.main === undefined ? {} : { main: options.main }),
        env: {
          SLACK_BOT_TOKEN: BOT_TOKEN,
          SLACK_SIGNING_SECRET: SIGNING_SECRET,
          SLACK_API_URL: slack.apiUrl,
          PORT: String(seat.port),
          DISCORD_TOKEN,
          DISCORD_API_URL: discord.apiUrl,
          DISCORD_SHARDS: String(shards),
          MAGNETS_PERSON_LIMIT: '0',
          MAGNETS_CHANNEL_LIMIT: '0',
          ...data.env,
          ...options.env,
        },
      })
      seat.bot = bot
      bot.ready.then(
        () => {
          seat.open = bot.running()
        },
        () => undefined,
      )
      bot.ended.then(() => {
        if (seat.bot === bot) seat.open = false
      })
      return bot
    },
    async up(seat) {
      const late = sleep(UP_MS).then(() => {
        throw new Error(`the bot is not up after ${UP_MS / 1000} s`)
      })
      late.catch(() => undefined)
      await Promise.race([seat.bot?.ready, late])
      seat.open = true
    },
    async next(moment, limitMs) {
      const { promise, resolve } = Promise.withResolvers<void>()
      moments.addEventListener(moment, () => resolve(), { once: true })
      await Promise.race([promise, sleep(limitMs)])
    },
    async settled(limitMs) {
      const until = Date.now() + limitMs
      const missing = ({ kind }: Breach): boolean => kind === 'lost' || kind === 'unfinished'
      while (Date.now() < until && (await verdict()).breaches.some(missing)) await sleep(LOOK_MS)
      await sleep(QUIET_MS)
      return verdict()
    },
    tails: () => seats.map(seat => `--- ${seat.logFile}\n${tailOf(seat.logFile)}`).join('\n'),
    async close() {
      await Promise.all(seats.map(seat => seat.bot?.kill()))
      await slack.close()
      await discord.close()
    },
  }
}
