// A Core that notes what adapters hand over, can be held up, and knows a few made-up commands.
import type { Accepted, Command, Core, Form, Incoming, OptionSpec, Reply } from '#magnets'

export interface RecordingCore extends Core {
  /** Everything that `accept` was given, repeats too, in order. */
  readonly received: readonly Incoming[]
  /** Suggestions asked for. */
  readonly completed: readonly { command: string; option: string; prefix: string }[]
  /** From now on `accept` resolves only after `release`. */
  hold(): void
  release(): void
  /** From now on `accept` rejects, until it is called with undefined. */
  failWith(error: Error | undefined): void
  /** Resolves with the nth (from 1) incoming event, once it is there. */
  incoming(count: number): Promise<Incoming>
}

const text = (name: string, required = true): OptionSpec => ({
  name,
  summary: `The ${name}`,
  kind: 'text',
  required,
})
const choice = (name: string): OptionSpec => ({ ...text(name), kind: 'choice' })

function command(name: string, ...options: OptionSpec[]): Command {
  return {
    name,
    summary: `About ${name}`,
    options,
    audience: 'everyone',
    run: () => sampleReply(`${name} ran.`),
  }
}

/** `ask <question>`, `colours`, `fruit <name>` with choices, `compare <a> <b>` with choices, `help`. */
export const SAMPLE_COMMANDS: readonly Command[] = [
  command('ask', text('question')),
  command('colours'),
  command('fruit', choice('name')),
  command('compare', choice('a'), choice('b')),
  command('check', text('claim')),
  command('topics', text('name', false)),
  command('help'),
]

export const SAMPLE_CHOICES = ['Apple', 'Apple Pie', 'Pear', 'Quince'] as const

export const SAMPLE_FORM: Form = {
  id: 'command',
  title: 'Ask or look up',
  submit: 'Go',
  fields: [
    {
      id: 'command',
      label: 'Command',
      kind: 'choice',
      required: true,
      choices: SAMPLE_COMMANDS.map(({ name }) => name),
    },
    { id: 'text', label: 'Words', kind: 'text', required: false, placeholder: 'a name' },
  ],
}

/** An answer with one sentence and no facts. */
export function sampleReply(sentence: string, more: Partial<Reply> = {}): Reply {
  return {
    outcome: 'answer',
    parts: [{ kind: 'sentence', role: 'answer', text: sentence, facts: [] }],
    workings: [],
    citations: [],
    actions: [],
    text: sentence,
    ...more,
  }
}

export function recordingCore(): RecordingCore {
  const received: Incoming[] = []
  const completed: { command: string; option: string; prefix: string }[] = []
  const waiting: { count: number; resolve: (incoming: Incoming) => void }[] = []
  const keys = new Set<string>()
  let failure: Error | undefined
  let gate = Promise.withResolvers<void>()
  gate.resolve()

  const note = (incoming: Incoming): void => {
    received.push(incoming)
    for (const wait of waiting) if (received.length >= wait.count) wait.resolve(at(wait.count))
  }
  const at = (count: number): Incoming => {
    const incoming = received[count - 1]
    if (incoming === undefined) throw new Error(`only ${received.length} events came`)
    return incoming
  }
  return {
    commands: SAMPLE_COMMANDS,
    received,
    completed,
    choices: (name, option) =>
      SAMPLE_COMMANDS.find(known => known.name === name)?.options.find(
        known => known.name === option,
      )?.kind === 'choice'
        ? SAMPLE_CHOICES
        : [],
    async accept(incoming): Promise<Accepted> {
      note(incoming)
      await gate.promise
      if (failure !== undefined) throw failure
      const repeat = keys.has(incoming.key)
      keys.add(incoming.key)
      return repeat ? 'repeat' : 'taken'
    },
    complete(name, option, prefix) {
      completed.push({ command: name, option, prefix })
      return SAMPLE_CHOICES.filter(value => value.toLowerCase().startsWith(prefix.toLowerCase()))
    },
    open: (action, value) => (action === 'command' && value === '' ? SAMPLE_FORM : undefined),
    home: async () => sampleReply('Welcome.'),
    glance: async ({ asked }) =>
      sampleReply(`At a glance: ${asked.kind === 'form' ? asked.form : asked.value}.`),
    greeting: () => ({ text: 'I know about fruit.', prompts: ['How many pears?', 'Why apples?'] }),
    hears: () => false,
    hold() {
      gate = Promise.withResolvers<void>()
    },
    release: () => gate.resolve(),
    failWith(error) {
      failure = error
    },
    incoming(count) {
      if (received.length >= count) return Promise.resolve(at(count))
      const { promise, resolve } = Promise.withResolvers<Incoming>()
      waiting.push({ count, resolve })
      return promise
    },
  }
}
