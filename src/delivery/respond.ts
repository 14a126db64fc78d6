// From one event to its reply: a question is asked, a command checked and run.
import {
  ACTIONS,
  type Account,
  type Asker,
  type Audience,
  type Base,
  type Command,
  type CommandContext,
  type Conversation,
  EMPTY_CONVERSATION,
  type Glance,
  type Incoming,
  type Keeping,
  type Reading,
  type Reply,
  type Turn,
} from '#magnets'
import { ASK_FORM, askedIn, COMMAND_FORM, pickedCommand } from './form.ts'
import { homeReply } from './home.ts'
import { DEAD_BUTTON, type Notice, optionParagraphs } from './notices.ts'
import { checkOptions, type Options } from './options.ts'
import type { View } from './views.ts'
import { whyNot } from './why-not.ts'

/** What the engine makes of a question. */
export interface Answered {
  readonly reply: Reply
  readonly turn: Turn
  readonly reading: Pick<Reading, 'mentions'>
  /** How it came about; worked out only where somebody wants to know. */
  account(): Account
  /** The answer in a language model's words, where one is configured. Never rejects. */
  phrase?(by: {
    readonly person: string
    readonly conversation: Conversation
    /** Told what may be shown already. */
    onPartial?(sofar: Reply): void
  }): Promise<Answered>
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
  /** Questions that a reader of the reply may ask next, and that the base answers. */
  related(reply: Reply): readonly string[]
  readonly notice: Notice
  now(): Date
}

/** A reply on its way out, and the turn by which a follow-up will find it. */
export interface Response {
  readonly reply: Reply
  readonly turn?: Turn
  /** What was asked, and how the answer came about, for its receipt; absent for what answers nothing. */
  readonly asked?: { readonly question: string; readonly account: Account }
  /** Where the reply is the engine's own answer as it stands. */
  readonly answered?: Answered
  /** Set where it is an earlier answer that is shown again: its receipt, and how it is shown. */
  readonly shows?: { readonly receipt: string; readonly view: View }
}

/** Undefined where silence is the best answer. */
export async function respond(
  engines: Engines,
  incoming: Incoming,
  person: Person,
): Promise<Response | undefined> {
  const own = await respondTo(engines, incoming, person)
  if (own === undefined) return undefined
  const response = await phrased(own, person)
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
  readonly keeping?: Keeping
  /** Asks the platform what the person may do here, where events don't tell. */
  readonly audience?: () => Promise<Audience>
  /** Shows what there is of an answer while the rest is awaited. */
  readonly onPartial?: (sofar: Reply) => void
}

async function respondTo(
  engines: Engines,
  incoming: Incoming,
  person: Person,
): Promise<Response | undefined> {
  switch (incoming.kind) {
    case 'message':
    case 'edit': {
      const { addressed, text, about } = incoming
      if (about !== undefined && text.trim() === '') return check(engines, about, person)
      if (text.trim() === '') return { reply: home(engines, person.asker) }
      const overheard = addressed === 'overheard'
      const begins = overheard && person.conversation.turns.length === 0
      const command = begins ? undefined : commandSpoken(engines, text)
      if (command !== undefined) return runCommand(engines, command.name, {}, person)
      const answered = engines.answer(text, person.conversation, engines.now())
      if (overheard && isTheirs(text, answered, begins)) return undefined
      // "Is that so?" below somebody else's message: it names nothing, so it means that message.
      const meant = about !== undefined && answered.reply.outcome === 'refusal'
      if (meant && !recognises(answered)) return check(engines, about, person)
      return asResponse(text, answered)
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
    case 'form':
      return respondAtOnce(engines, incoming, person)
    case 'delete':
      return undefined
  }
}

/** In a model's words where there are any: only an answer, only as it stands, and only once it is sure to go out. */
async function phrased(
  response: Response,
  { asker, conversation, onPartial }: Person,
): Promise<Response> {
  const { answered, asked, reply } = response
  if (answered?.phrase === undefined || asked === undefined || reply !== answered.reply) {
    return response
  }
  const person = `${asker.platform}:${asker.id}`
  const worded = await answered.phrase({ person, conversation, ...(onPartial && { onPartial }) })
  return asResponse(asked.question, worded)
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

function asResponse(question: string, answered: Answered): Response {
  const { reply, turn } = answered
  return { reply, turn, answered, asked: { question, account: answered.account() } }
}

/** Long after the question, the answer says which one it is to. */
function withPreface(question: string, reply: Reply): Reply {
  const text = `You wanted to be told about “${question}”. The base holds more on it now.`
  const preface = { kind: 'sentence', role: 'note', text, facts: [], quotes: [question] } as const
  return { ...reply, parts: [preface, ...reply.parts], text: `${text}\n${reply.text}` }
}

/** To a button or a form, which need nothing of the place that they are in. */
export function respondAtOnce(
  engines: Engines,
  asked: Glance['asked'],
  person: Person,
): Response | Promise<Response> {
  if (asked.kind === 'form') {
    if (asked.form === ASK_FORM) return ask(engines, askedIn(asked), person)
    if (asked.form !== COMMAND_FORM) return { reply: engines.notice(DEAD_BUTTON) }
    const { name, options } = pickedCommand(asked)
    return runCommand(engines, name, options, person)
  }
  const { action } = asked
  const value = asked.value.trim()
  // What a button asks is whole by itself, whatever was said before.
  if (action === ACTIONS.ask && value !== '') {
    return ask(engines, value, { ...person, conversation: EMPTY_CONVERSATION })
  }
  if (action === ACTIONS.working) return runCommand(engines, RECEIPT, { id: value }, person)
  if (action === ACTIONS.command && value !== '') {
    const [name = '', ...words] = value.split(/\s+/)
    return runCommand(engines, name, { argument: words.join(' ') }, person)
  }
  return { reply: engines.notice(DEAD_BUTTON) }
}

/** The command that tells how an answer came about. */
const RECEIPT = 'receipt'

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
  const refusal = await whyNot(person, command)
  if (refusal !== undefined) return { reply: engines.notice(refusal) }
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
    ...person.keeping,
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

/** The command that checks what somebody claims. */
function check(engines: Engines, claim: string, person: Person): Promise<Response> {
  return runCommand(engines, 'check', { claim }, person)
}

/** Whether it names anything that the base has words for. */
function recognises({ reading }: Pick<Answered, 'reading'>): boolean {
  return reading.mentions.some(mention =>
    mention.senses.some(sense => sense.type === 'entity' || sense.type === 'measure'),
  )
}

/**
 * People also talk to each other: what isn't recognisably a question stays theirs and, where nobody
 * has spoken with us yet, any question about something else.
 */
function isTheirs(text: string, { reply, reading, turn }: Answered, begins: boolean): boolean {
  if (turn.quiet) return begins
  if (reply.outcome === 'chat') return true
  return reply.outcome === 'refusal' && !recognises({ reading }) && (begins || !text.includes('?'))
}
