// The composition root: knowledge, commands and engine, and the house around them once it is needed.
import type { Readable, Writable } from 'node:stream'
import {
  type Base,
  type Command,
  type Conversation,
  EMPTY_CONVERSATION,
  type FactId,
  type Quantity,
  type Reply,
} from '#magnets'
import { TERMINAL_ASKER } from './adapters/terminal/asker.ts'
import type { Screen } from './adapters/terminal/screen.ts'
import { noticeReply } from './answer/compose-reply.ts'
import { type Answered, createEngine, type Engine } from './answer/engine.ts'
import { passGuard } from './answer/guard.ts'
import type { Config } from './config.ts'
import { optionParagraphs } from './delivery/notices.ts'
import { type Options, readOptions } from './delivery/options.ts'
import { contextFor, type Engines, runCommand } from './delivery/respond.ts'
import { createFinder, type Finder, type Ranked } from './find-facts.ts'
import type { House } from './house.ts'
import { loadBase } from './knowledge/load.ts'
import { loadCommands } from './load-commands.ts'
import type { Log } from './log.ts'
import type { Phraser } from './model/index.ts'
import type { SearchByMeaning } from './search-by-meaning.ts'

export interface AppOptions {
  readonly config: Config
  readonly log: Log
  readonly now: () => Date
  /** Told to whom questions go, where that is somebody; default: the log. */
  readonly announce?: (line: string) => void
  /** Default: the commands of this checkout. */
  readonly commandsFolder?: URL
}

/** A command's reply, or why its options can't be used. */
export type Ran = { readonly reply: Reply } | { readonly problem: string }

export interface App extends Finder {
  /** As it is now: a valid change of the knowledge replaces it while the app runs. */
  base(): Base
  readonly commands: readonly Command[]
  /** Answers outside of any platform; in a language model's words where one is configured. */
  ask(question: string, conversation?: Conversation): Promise<Answered>
  /** The verdict on a claim or a whole message. */
  check(claim: string): Reply
  /** Runs a command at once; `words` fill the options that `named` leaves open. */
  run(command: Command, named: Options, words: readonly string[]): Promise<Ran>
  format(quantity: Quantity): string
  /** Opens the data and connects every configured platform. */
  start(): Promise<void>
  /** Talks with whoever is at the other end; resolves when they have left. Nothing of it is kept. */
  chat(input: Readable, output: Writable & Screen): Promise<void>
  /** Takes nothing more, answers what is in hand, and closes all connections. */
  stop(): Promise<void>
}

/** Loads knowledge and commands; throws a ContentError with everything that is wrong in them. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log, now, announce = line => log.info({}, line) } = options
  let engine = createEngine(loadBase(config.knowledge))
  const commands = await loadCommands(options.commandsFolder)
  const engines: Engines = {
    base: () => engine.base,
    commands,
    answer(question, conversation, at) {
      const answered = engine.answer(question, conversation, at)
      return model === undefined ? answered : phraseable(answered, engine.wording, { model, offer })
    },
    context: of => engine.context(of),
    guard(given) {
      const { reply, violations } = passGuard(engine.base, given)
      return { reply, held: violations.map(({ rule, words }) => `${rule} “${words}”`) }
    },
    related: reply => engine.related(reply, now()),
    notice: noticeReply,
    now,
  }
  let model: Phraser | undefined
  let meaning: Promise<SearchByMeaning> | undefined
  let house: House | undefined
  let endWatching = (): void => undefined

  /** One answer in the shell needs neither the data nor anything that waits. */
  async function build(durable: boolean): Promise<House> {
    const { createHouse } = await import('./house.ts')
    house = await createHouse({ config, log, engines, durable })
    await useModel(house)
    const search = await useMeaning(durable ? house : undefined)
    void search?.learn(engine.base)
    return house
  }

  /** Loads the model's room, where one is configured; without a house its budget ends with the process. */
  async function useModel(of?: Pick<House, 'ledger' | 'meter'>): Promise<void> {
    if (config.model === undefined || model !== undefined) return
    const { openConfiguredModel } = await import('./open-model.ts')
    model = await openConfiguredModel(config.model, { log, announce, now, ...of })
  }

  /** Loads what searches by meaning, where embeddings are configured. */
  async function useMeaning(of?: Pick<House, 'shelf'>): Promise<SearchByMeaning | undefined> {
    const { embeddings, store } = config
    if (embeddings === undefined) return undefined
    meaning ??= import('./search-by-meaning.ts').then(({ openSearchByMeaning }) =>
      openSearchByMeaning(embeddings, { log, announce, now, store, ...of }),
    )
    return meaning
  }

  /** Best first; by words alone without embeddings, or where they fail. */
  async function rank(question: string, conversation: Conversation): Promise<readonly Ranked[]> {
    const byWords = engine.retrieve(question, conversation)
    const { base } = engine
    return (await useMeaning())?.widen(base, question, byWords) ?? byWords
  }

  /** What a model is offered of a question that was not understood; without embeddings that is by words. */
  const offer: Offer | undefined =
    config.embeddings &&
    (async (question, conversation) =>
      (await rank(question, conversation)).map(({ fact }) => fact.id))

  async function watch(): Promise<void> {
    const { watchBase } = await import('./knowledge/watch.ts')
    const watching = watchBase(config.knowledge, {
      version: engine.base.version,
      onBase(base) {
        engine = createEngine(base)
        log.info({ version: base.version, facts: base.facts.length }, 'the knowledge was reloaded')
        void house?.baseChanged()
        void meaning?.then(search => search.learn(base)).catch(() => undefined)
      },
      onProblems: problems =>
        log.error({ problems }, 'the changed knowledge is not used until this is put right'),
    })
    endWatching = () => watching.close()
  }

  async function stop(): Promise<void> {
    endWatching()
    const search = await meaning?.catch(() => undefined)
    await Promise.all([house?.stop(), search?.close()])
  }

  const person = { asker: TERMINAL_ASKER, conversation: EMPTY_CONVERSATION }
  const format = (quantity: Quantity): string => contextFor(engines, person).format(quantity)

  const finder = createFinder({
    rank,
    base: engines.base,
    context: () => contextFor(engines, person),
    guard: reply => engines.guard(reply).reply,
  })

  return {
    ...finder,
    base: engines.base,
    commands,
    format,
    stop,
    async ask(question, conversation = EMPTY_CONVERSATION) {
      await useModel()
      const answered = engine.answer(question, conversation, now())
      if (model === undefined) return answered
      const { asker } = person
      const by = { person: `${asker.platform}:${asker.id}`, conversation }
      return phraseable(answered, engine.wording, { model, offer }).phrase(by)
    },
    check: claim => engine.check(claim, now()),
    async run(command, named, words) {
      const checked = readOptions(command, named, words, contextFor(engines, person))
      if (checked.left !== '') return { problem: `"${command.name}" takes no "${checked.left}".` }
      if (checked.problem) {
        return { problem: noticeReply(...optionParagraphs(command.name, checked.problem)).text }
      }
      const { reply } = await runCommand(engines, command.name, checked.options, person)
      return { reply: engines.guard(reply).reply }
    },
    async start() {
      try {
        await (await build(true)).start()
      } catch (error) {
        await stop()
        throw error
      }
      await watch()
    },
    async chat(input, output) {
      const { createTerminalAdapter } = await import('./adapters/terminal/index.ts')
      const { core, open, connect } = await build(false)
      const at = (): number => now().getTime()
      const adapter = createTerminalAdapter({ core, input, output, format, now: at })
      await watch()
      await open()
      await connect(adapter)
      await adapter.finished
    },
  }
}

type Offer = (question: string, conversation: Conversation) => Promise<readonly FactId[]>

type Phraseable = Answered & {
  phrase(by: {
    readonly person: string
    readonly conversation: Conversation
    onPartial?(sofar: Reply): void
  }): Promise<Answered>
}

/** An answer that a model may word, as its receipt then says. */
function phraseable(
  answered: Answered,
  wording: Engine['wording'],
  { model, offer }: { readonly model: Phraser; readonly offer: Offer | undefined },
): Phraseable {
  return {
    ...answered,
    async phrase(by) {
      const asked = {
        ...{ ...by, answered, wording },
        ...(offer && { offer: () => offer(answered.turn.question, by.conversation) }),
      }
      const { answered: worded, model: account } = await model.phrase(asked)
      if (account === undefined) return worded
      return { ...worded, account: () => ({ ...worded.account(), model: account }) }
    },
  }
}
