// People on the Discord double, as the shared contract wants them, and what more Discord's own tests need.
import type { Core, Poster } from '#magnets'
import {
  createDiscordAdapter,
  type DiscordAdapter,
  type DiscordOptions,
} from '../../../src/adapters/discord/index.ts'
import {
  type DiscordDouble,
  type DoubleOptions,
  IDS,
  RETRY_AFTER_SECONDS,
  startDiscordDouble,
  TOKEN,
} from '../../doubles/discord/discord-double.ts'
import type { StoredMessage } from '../../doubles/discord/world.ts'
import type { Bench } from '../adapter-contract.ts'
import { pingsIn, visibleText } from './visible-text.ts'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
}

export interface DiscordBench extends Bench {
  readonly adapter: DiscordAdapter
  readonly double: DiscordDouble
  readonly lines: readonly LogLine[]
  successor(): Poster
}

const MENTION = `<@${IDS.bot}>`

/** Notes what is logged. */
export function recordingLog() {
  const lines: LogLine[] = []
  const at = (level: LogLine['level']) => (details: LogLine['details'], message: string) => {
    lines.push({ level, message, details })
  }
  return { lines, log: { info: at('info'), warn: at('warn'), error: at('error') } }
}

export async function connectDiscord(
  core: Core,
  more: Partial<DiscordOptions> = {},
  doubleOptions: DoubleOptions = {},
): Promise<DiscordBench> {
  const double = await startDiscordDouble(doubleOptions)
  const { lines, log } = recordingLog()
  const { people, world } = double
  const options = { core, token: TOKEN, apiUrl: double.apiUrl, log, ...more }
  const adapter = createDiscordAdapter(options)
  await adapter.start()
  let mentioned: StoredMessage | undefined
  let last: StoredMessage | undefined

  const own = () =>
    [...world.messages.values()].filter(m => m.author === IDS.bot && !m.loading && !echo.has(m.id))
  /** Messages that the double itself puts in the bot's mouth. */
  const echo = new Set<string>()
  const needed = (message: StoredMessage | undefined): StoredMessage => {
    if (message === undefined) throw new Error('nothing was written yet')
    return message
  }
  return {
    adapter,
    double,
    lines,
    async mention(text) {
      mentioned = people.write({ channel: IDS.channel, content: `${MENTION} ${text}` })
      last = mentioned
      await double.gateway.arrived()
    },
    async direct(text) {
      last = people.write({ channel: IDS.direct, content: text })
      await double.gateway.arrived()
    },
    async followUp(text) {
      const answer = needed(own().at(-1))
      last = people.write({ channel: answer.channel, content: text, replyTo: answer })
    },
    async repeat() {
      people.repeat(needed(last))
    },
    async edit(text) {
      people.edit(needed(mentioned), `${MENTION} ${text}`)
    },
    async delete() {
      people.remove(needed(mentioned))
    },
    async command(name, options) {
      await people.command(name, options).answered
    },
    async press(label) {
      const message = needed(own().at(-1))
      const { id, ...chosen } = pressable(message, label)
      await people.press(id, message, chosen).answered
    },
    async botsTalk(text) {
      const content = `${MENTION} ${text}`
      const ours = people.write({ channel: IDS.channel, content, author: IDS.bot })
      echo.add(ours.id)
      people.write({ channel: IDS.channel, content, author: IDS.otherBot })
      const more = { webhook_id: '970000000000000001' }
      people.write({ channel: IDS.channel, content, more })
    },
    standing: () =>
      own().map(({ body }) => {
        const visible = visibleText(body)
        return { visible, notification: visible, pings: pingsIn(body) }
      }),
    failNext: how => double.failNext(how),
    release: double.release,
    async cut(meanwhile) {
      double.gateway.cut()
      // The bench waits for what it sends to arrive.
      await meanwhile()
    },
    successor: () => createDiscordAdapter(options).poster,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    async close() {
      await adapter.stop()
      await double.close()
    },
  }
}

/** The button with this label, or the menu that has it as a choice. */
function pressable(message: StoredMessage, label: string) {
  for (const { custom_id, label: own, options = [] } of componentsOf(message.body)) {
    if (own === label) return { id: String(custom_id) }
    const choice = Array.isArray(options) && options.find(option => option.label === label)
    if (choice) return { id: String(custom_id), values: [String(choice.value)] }
  }
  throw new Error(`no button "${label}"`)
}

/** All components of a message, those within others too. */
function componentsOf(part: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  const own = Array.isArray(part.components) ? part.components : []
  return own.flatMap(component => [component, ...componentsOf(component)])
}
