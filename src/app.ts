// The composition root: the only place where the parts of the house meet.
import type { Readable, Writable } from 'node:stream'
import {
  type Adapter,
  type Base,
  type Command,
  type Conversation,
  type Core,
  EMPTY_CONVERSATION,
  type Quantity,
  type Reply,
} from '#magnets'
import { TERMINAL_ASKER } from './adapters/terminal/asker.ts'
import type { Screen } from './adapters/terminal/screen.ts'
import { noticeReply } from './answer/compose-reply.ts'
import { type Answered, createEngine } from './answer/engine.ts'
import { guardReply } from './answer/guard.ts'
import type { Config } from './config.ts'
import { createDelivery } from './delivery/delivery.ts'
import { optionParagraphs } from './delivery/notices.ts'
import { type Options, readOptions } from './delivery/options.ts'
import { contextFor, type Engines, runCommand } from './delivery/respond.ts'
import { realTimers, within } from './delivery/timers.ts'
import { loadBase } from './knowledge/load.ts'
import { loadCommands } from './load-commands.ts'
import type { Log } from './log.ts'

/** A connection that does not close by itself is left to the end of the process. */
const CLOSE_LIMIT_MS = 5_000

export interface AppOptions {
  readonly config: Config
  readonly log: Log
  readonly now: () => Date
  /** Default: the commands of this checkout. */
  readonly commandsFolder?: URL
}

/** A command's reply, or why its options can't be used. */
export type Ran = { readonly reply: Reply } | { readonly problem: string }

export interface App {
  /** As it is now: a valid change of the knowledge replaces it while the app runs. */
  base(): Base
  readonly commands: readonly Command[]
  readonly core: Core
  /** Answers at once, outside of any platform. */
  ask(question: string, conversation?: Conversation): Answered
  /** Runs a command at once; `words` fill the options that `named` leaves open. */
  run(command: Command, named: Options, words: readonly string[]): Promise<Ran>
  format(quantity: Quantity): string
  /** Connects every configured platform. */
  start(): Promise<void>
  /** Talks with whoever is at the other end; resolves when they have left. */
  chat(input: Readable, output: Writable & Screen): Promise<void>
  /** Takes nothing more, answers what is in hand, and closes all connections. */
  stop(): Promise<void>
}

/** Loads knowledge and commands; throws a ContentError with everything that is wrong in them. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log, now } = options
  let engine = createEngine(loadBase(config.knowledge))
  const commands = await loadCommands(options.commandsFolder)
  const engines: Engines = {
    base: () => engine.base,
    commands,
    answer: (question, conversation, at) => engine.answer(question, conversation, at),
    context: of => engine.context(of),
    guard: reply => guardReply(engine.base, reply),
    notice: noticeReply,
    now,
  }
  const delivery = createDelivery({
    ...engines,
    timers: realTimers,
    random: Math.random,
    newReference: () => crypto.randomUUID().slice(0, 8),
    log,
  })
  const running: Adapter[] = []
  let endWatching = (): void => undefined

  async function connect(adapter: Adapter): Promise<void> {
    delivery.attach(adapter.poster)
    running.push(adapter)
    await adapter.start()
  }

  async function watch(): Promise<void> {
    const { watchBase } = await import('./knowledge/watch.ts')
    const watching = watchBase(config.knowledge, {
      version: engine.base.version,
      onBase(base) {
        engine = createEngine(base)
        log.info({ version: base.version, facts: base.facts.length }, 'the knowledge was reloaded')
      },
      onProblems: problems =>
        log.error({ problems }, 'the changed knowledge is not used until this is put right'),
    })
    endWatching = () => watching.close()
  }

  async function stop(): Promise<void> {
    endWatching()
    const late = (): Error => new Error('a connection did not close in time')
    const closing = running.map(adapter => within(realTimers, CLOSE_LIMIT_MS, adapter.stop(), late))
    for (const result of await Promise.allSettled(closing)) {
      if (result.status === 'rejected') log.warn({ err: result.reason }, 'a platform did not close')
    }
    const left = await delivery.stop()
    if (left > 0) log.warn({ left }, 'stopped before everything was answered')
  }

  const person = { asker: TERMINAL_ASKER, conversation: EMPTY_CONVERSATION }
  const format = (quantity: Quantity): string => contextFor(engines, person).format(quantity)

  return {
    base: engines.base,
    commands,
    core: delivery.core,
    format,
    stop,
    ask: (question, conversation = EMPTY_CONVERSATION) =>
      engine.answer(question, conversation, now()),
    async run(command, named, words) {
      const checked = readOptions(command, named, words, contextFor(engines, person))
      if (checked.left !== '') return { problem: `"${command.name}" takes no "${checked.left}".` }
      if (checked.problem) {
        return { problem: noticeReply(...optionParagraphs(command.name, checked.problem)).text }
      }
      const { reply } = await runCommand(engines, command.name, checked.options, person)
      return { reply: engines.guard(reply) }
    },
    async start() {
      try {
        for (const adapter of await platforms(config, log, delivery.core)) await connect(adapter)
      } catch (error) {
        await stop()
        throw error
      }
      await watch()
    },
    async chat(input, output) {
      const { createTerminalAdapter } = await import('./adapters/terminal/index.ts')
      const core = delivery.core
      const at = (): number => now().getTime()
      const adapter = createTerminalAdapter({ core, input, output, format, now: at })
      await watch()
      await connect(adapter)
      await adapter.finished
    },
  }
}

/** Adapters of the configured platforms; what isn't configured is not even loaded. */
async function platforms(
  { slack, discord }: Config,
  log: Log,
  core: Core,
): Promise<readonly Adapter[]> {
  const adapters: Adapter[] = []
  if (slack !== undefined) {
    const { createSlackAdapter } = await import('./adapters/slack/index.ts')
    const { kind, ...mode } = slack.mode
    const apiUrl = slack.apiUrl === undefined ? {} : { apiUrl: slack.apiUrl }
    adapters.push(createSlackAdapter({ core, log, botToken: slack.botToken, ...mode, ...apiUrl }))
  }
  if (discord !== undefined) {
    const { createDiscordAdapter } = await import('./adapters/discord/index.ts')
    adapters.push(createDiscordAdapter({ core, log, ...discord }))
  }
  return adapters
}
