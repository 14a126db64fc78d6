// The conversation in a terminal, or one question a line from a pipe.
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Adapter, Address, Core, Incoming, Quantity } from '#magnets'
import { PLATFORM, TERMINAL_ASKER, TERMINAL_PLACE } from './asker.ts'
import { completeLine } from './complete-line.ts'
import { render } from './render.ts'

export { type RenderOptions, render } from './render.ts'

/** What a terminal tells of itself; a pipe tells nothing. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  hasColors?(): boolean
}

export interface TerminalOptions {
  readonly core: Core
  readonly input: Readable
  readonly output: Writable & Screen
  /** A figure with hedge and unit. */
  readonly format?: (quantity: Quantity) => string
  /** Epoch milliseconds. */
  readonly now: () => number
}

export interface TerminalAdapter extends Adapter {
  /** Resolves when the person has left, or the pipe has ended and all is answered. */
  readonly finished: Promise<void>
}

const ADDRESS: Address = { platform: PLATFORM, ids: {} }
const PROMPT = '> '
const GREETING = 'Ask a question, or type /help. The tab key completes; /quit leaves.'
const GOODBYE = 'Goodbye.'
const LEAVING = ['quit', 'exit']
const DEFAULT_WIDTH = 80
/** Delivery gives up long before; this keeps the prompt coming back whatever happens. */
const ANSWER_LIMIT_MS = 120_000

export function createTerminalAdapter(options: TerminalOptions): TerminalAdapter {
  const { core, input, output } = options
  const talking = output.isTTY === true && (input as Screen).isTTY === true
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
  const waiting = new Map<string, () => void>()
  let lines = Promise.resolve()
  let count = 0
  let leave = (): void => finish()

  const say = (text: string): void => void output.write(`${text}\n`)

  async function hear(line: string): Promise<void> {
    const words = line.trim()
    if (words === '') return
    const [name = ''] = words.slice(1).toLowerCase().split(/\s/)
    const slash = words.startsWith('/')
    if (slash && LEAVING.includes(name)) return leave()
    if (slash && !core.commands.some(command => command.name === name)) {
      return say(name === 'help' ? commandList(core) : `There is no /${name}. Type /help.`)
    }
    await hand(slash ? name : undefined, slash ? words.slice(name.length + 1).trim() : words)
  }

  async function hand(command: string | undefined, text: string): Promise<void> {
    count += 1
    const key = `${PLATFORM}:${count}`
    const at = options.now()
    const common = { key, at, asker: TERMINAL_ASKER, place: TERMINAL_PLACE, address: ADDRESS }
    const incoming: Incoming =
      command === undefined
        ? { kind: 'message', ...common, text, addressed: 'direct', toOthers: false }
        : { kind: 'command', ...common, name: command, options: { words: text } }
    const answered = new Promise<void>(resolve => waiting.set(key, resolve))
    const limit = setTimeout(() => waiting.get(key)?.(), ANSWER_LIMIT_MS)
    if ((await core.accept(incoming)) === 'taken') await answered
    clearTimeout(limit)
    waiting.delete(key)
  }

  return {
    finished,
    poster: {
      platform: PLATFORM,
      async post(address, reply, attempt) {
        const colour = output.isTTY === true && (output.hasColors?.() ?? false)
        const { format } = options
        const width = output.columns || DEFAULT_WIDTH
        say(`${render(reply, { width, colour, ...(format && { format }) })}\n`)
        // A word about a failure has a key of its own that begins with the event's.
        waiting.get(attempt.key.split('/')[0] ?? '')?.()
        return address
      },
      progress: async () => undefined,
      remove: async () => undefined,
    },
    async start() {
      const reader = createInterface({
        input,
        output,
        terminal: talking,
        prompt: talking ? PROMPT : '',
        completer: (line: string) => completeLine(core, ['help', ...LEAVING], line),
      })
      leave = () => reader.close()
      reader.on('line', line => {
        lines = lines
          .then(() => hear(line))
          .then(() => {
            if (talking) reader.prompt()
          })
      })
      reader.on('SIGINT', () => {
        if (reader.line === '') return reader.close()
        // As in a shell, the first Ctrl-C only gives up the line.
        reader.write(null, { ctrl: true, name: 'e' })
        reader.write(null, { ctrl: true, name: 'u' })
      })
      reader.on('close', () => {
        void lines.then(() => {
          if (talking) say(`\n${GOODBYE}`)
          finish()
        })
      })
      if (!talking) return
      say(`${GREETING}\n`)
      reader.prompt()
    },
    async stop() {
      leave()
      await finished
    },
  }
}

function commandList(core: Core): string {
  return core.commands.map(command => `/${command.name}: ${command.summary}`).join('\n')
}
