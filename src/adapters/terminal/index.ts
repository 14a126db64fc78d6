// The conversation in a terminal, or one question a line from a pipe.
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Adapter, Address, Core, Incoming, Quantity } from '#magnets'
import { PLATFORM, TERMINAL_ASKER, TERMINAL_PLACE } from './asker.ts'
import { boundedLines } from './bounded-lines.ts'
import { completeLine } from './complete-line.ts'
import { render } from './render.ts'
import { paperOf, type Screen } from './screen.ts'
import { wrapText } from './wrap-text.ts'

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
/** Characters of a line; no question is so long. */
const MAX_LINE = 100_000
/** Delivery gives up long before; this keeps the prompt coming back whatever happens. */
const ANSWER_LIMIT_MS = 120_000

export function createTerminalAdapter(options: TerminalOptions): TerminalAdapter {
  const { core, input, output } = options
  const talking = output.isTTY === true && (input as Screen).isTTY === true
  const { promise: finished, resolve: finish, reject: fail } = Promise.withResolvers<void>()
  const waiting = new Map<string, () => void>()
  let lines = Promise.resolve()
  let count = 0
  let open = false
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

  async function readLines(): Promise<void> {
    let left = false
    leave = () => {
      left = true
      input.destroy()
    }
    try {
      for await (const { number, text } of boundedLines(input, MAX_LINE)) {
        if (text !== undefined) await hear(text)
        else say(`Line ${number} is longer than ${MAX_LINE.toLocaleString('en-US')} characters.`)
        if (left) return
      }
    } catch (error) {
      if (!left) throw error
    }
  }

  function converse(): void {
    const completer = (line: string) => completeLine(core, ['help', ...LEAVING], line)
    const reader = createInterface({ input, output, terminal: true, prompt: PROMPT, completer })
    let left = false
    leave = () => reader.close()
    reader.on('line', line => {
      lines = lines
        .then(() => hear(line))
        .then(() => {
          // Who leaves at once still gets the answers, but a closed reader can't ask for more.
          if (!left) reader.prompt()
        })
    })
    reader.on('SIGINT', () => {
      if (reader.line === '') return reader.close()
      // As in a shell, the first Ctrl-C only gives up the line.
      reader.write(null, { ctrl: true, name: 'e' })
      reader.write(null, { ctrl: true, name: 'u' })
    })
    reader.on('close', () => {
      left = true
      lines.then(() => say(`\n${GOODBYE}`)).then(finish, fail)
    })
    say(`${wrapText(GREETING, paperOf(output).width).join('\n')}\n`)
    reader.prompt()
  }

  const close = (): void => {
    open = false
  }
  finished.then(close, close)

  return {
    finished,
    connected: () => open,
    poster: {
      platform: PLATFORM,
      buttonless: true,
      async post(address, reply, attempt) {
        const { format } = options
        say(`${render(reply, { ...paperOf(output), ...(format && { format }) })}\n`)
        // A word about a failure has a key of its own that begins with the event's.
        waiting.get(attempt.key.split('/')[0] ?? '')?.()
        return address
      },
      progress: async () => undefined,
      remove: async () => undefined,
    },
    async start() {
      open = true
      if (talking) converse()
      else readLines().then(finish, fail)
    },
    async stop() {
      leave()
      await finished.catch(() => undefined)
    },
  }
}

function commandList(core: Core): string {
  return core.commands.map(command => `/${command.name}: ${command.summary}`).join('\n')
}
