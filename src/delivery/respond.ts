// From one event to its reply: a question is asked, a command checked and run.
import type {
  Account,
  Asker,
  Base,
  Command,
  CommandContext,
  Conversation,
  Forgotten,
  Incoming,
  Reading,
  Reply,
  Turn,
} from '#magnets'
import { COMMAND_FORM, pickedCommand } from './form.ts'
import { DEAD_BUTTON, denial, homeReply, mayUse, type Notice, optionParagraphs } from './notices.ts'
import { checkOptions, type Options } from './options.ts'

/** What the engine makes of a question. */
export interface Answered {
  readonly reply: Reply
  readonly turn: Turn
  readonly reading: Pick<Reading, 'mentions'>
  /** How it came about; worked out only where somebody wants to know. */
  account(): Account
}

/** All of the engine that delivery needs; functions, so that it depends on none. */
export interface Engines {
  /** The base as it is now. */
  base(): Base
  readonly commands: readonly Command[]
  answer(question: string, conversation: Conversation, now: Date): Answered
  context(of: { asker: Asker; now: Date; commands: readonly Command[] }): CommandContext
  /** The only door out; `held` says why a reply was held back, and is empty where it wasn't. */
  guard(reply: Reply): { readonly reply: Reply; readonly held: readonly string[] }
  readonly notice: Notice
  now(): Date
}

/** A reply on its way out, and the turn by which a follow-up will find it. */
export interface Response {
  readonly reply: Reply
  readonly turn?: Turn
  /** What was asked, and how the answer came about, for its receipt; absent for what answers nothing. */
  readonly asked?: { readonly question: string; readonly account: Account }
}

/** Undefined where silence is the best answer. */
export async function respond(
  engines: Engines,
  incoming: Incoming,
  person: Person,
): Promise<Response | undefined> {
  const response = await respondTo(engines, incoming, person)
  if (response === undefined) return undefined
  const { reply, held } = engines.guard(response.reply)
  const { asked } = response
  if (held.length === 0 || asked === undefined) return { ...response, reply }
  return { ...response, reply, asked: { ...asked, account: { ...asked.account, guard: held } } }
}

/** Who is answered, and what was said before. */
export interface Person {
  readonly asker: Asker
  readonly conversation: Conversation
  /** Absent where nothing is kept of anybody. */
  readonly forget?: () => Promise<Forgotten>
}

async function respondTo(
  engines: Engines,
  incoming: Incoming,
  person: Person,
): Promise<Response | undefined> {
  switch (incoming.kind) {
    case 'message':
    case 'edit': {
      if (incoming.text.trim() === '') return { reply: home(engines, person.asker) }
      const command = commandSpoken(engines, incoming.text)
      if (command !== undefined) return runCommand(engines, command.name, {}, person)
      const answered = engines.answer(incoming.text, person.conversation, engines.now())
      const overheard = incoming.addressed === 'overheard'
      if (overheard && isSmallTalk(incoming.text, answered)) return undefined
      return asResponse(incoming.text, answered)
    }
    case 'news': {
      const { question, context } = incoming
      const answered = engines.answer(question, context, engines.now())
      const response = asResponse(question, answered)
      return { ...response, reply: withPreface(question, response.reply) }
    }
    case 'command':
      return runCommand(engines, incoming.name, incoming.options, person)
    case 'action':
      return act(engines, incoming.action, incoming.value.trim(), person)
    case 'form': {
      if (incoming.form !== COMMAND_FORM) return { reply: engines.notice(DEAD_BUTTON) }
      const { name, options } = pickedCommand(incoming)
      return runCommand(engines, name, options, person)
    }
    case 'delete':
      return undefined
  }
}

/** The command whose phrase the message is, word for word. */
function commandSpoken(engines: Engines, text: string): Command | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ')
  return engines.commands.find(({ phrases = [] }) => phrases.includes(said))
}

function asResponse(question: string, { reply, turn, account }: Answered): Response {
  return { reply, turn, asked: { question, account: account() } }
}

/** Long after the question, the answer says which one it is to. */
function withPreface(question: string, reply: Reply): Reply {
  const text = `You wanted to be told about “${question}”. The base holds more on it now.`
  const preface = { kind: 'sentence', role: 'note', text, facts: [], quotes: [question] } as const
  return { ...reply, parts: [preface, ...reply.parts], text: `${text}\n${reply.text}` }
}

function act(
  engines: Engines,
  action: string,
  value: string,
  person: Person,
): Response | Promise<Response> {
  if (action === 'ask' && value !== '') return ask(engines, value, person)
  if (action === 'command' && value !== '') {
    const [name = '', ...words] = value.split(/\s+/)
    return runCommand(engines, name, { argument: words.join(' ') }, person)
  }
  return { reply: engines.notice(DEAD_BUTTON) }
}

/** Runs a command by its name; what is no command is taken as a question. */
export async function runCommand(
  engines: Engines,
  name: string,
  given: Options,
  person: Person,
): Promise<Response> {
  const command = engines.commands.find(other => other.name === name.trim().toLowerCase())
  const question = [name, ...Object.values(given)].join(' ').trim()
  if (command === undefined) return ask(engines, question, person)
  if (!mayUse(person.asker, command)) return { reply: engines.notice(denial(command)) }
  const context = contextFor(engines, person)
  const { options, problem, left } = checkOptions(command, given, context)
  // More words than the command takes: a question that only begins with its name.
  if (left !== '') return ask(engines, question, person)
  if (problem) return { reply: engines.notice(...optionParagraphs(command.name, problem)) }
  return run(engines, command, options, { ...person, context })
}

async function run(
  engines: Engines,
  command: Command,
  options: Options,
  { context, ...person }: Person & { readonly context: CommandContext },
): Promise<Response> {
  const answers: Response[] = []
  const ctx: CommandContext = {
    ...context,
    ...(person.forget && { forget: person.forget }),
    // Asked through a command, a follow-up still finds what was said before, and is found itself.
    ask: question => {
      const answered = engines.answer(question, person.conversation, engines.now())
      answers.push(asResponse(question, answered))
      return answered.reply
    },
  }
  const reply = await command.run(options, ctx)
  const answered = answers.at(-1)
  if (answered !== undefined) return { ...answered, reply }
  if (reply.outcome === 'notice') return { reply }
  const question = ['/', command.name, ...Object.values(options).map(value => ` ${value}`)].join('')
  const account: Account = { lines: [], rule: `command ${command.name}`, guard: 'passed' }
  return { reply, asked: { question, account } }
}

/** What the person may use of the house. */
export function contextFor(engines: Engines, { asker }: Pick<Person, 'asker'>): CommandContext {
  return engines.context({ asker, now: engines.now(), commands: engines.commands })
}

function ask(engines: Engines, question: string, person: Person): Response {
  if (question === '') return { reply: home(engines, person.asker) }
  return asResponse(question, engines.answer(question, person.conversation, engines.now()))
}

function home(engines: Engines, asker: Asker): Reply {
  return homeReply(engines.notice, engines.base(), engines.commands, asker)
}

/** People in a thread also talk to each other; what isn't recognisably a question stays theirs. */
function isSmallTalk(text: string, { reply, reading }: Answered): boolean {
  if (reply.outcome === 'chat') return true
  const recognised = reading.mentions.some(mention =>
    mention.senses.some(sense => sense.type === 'entity' || sense.type === 'measure'),
  )
  return reply.outcome === 'refusal' && !recognised && !text.includes('?')
}
