// The whole house behind both platforms: real knowledge, real commands, unmodified SDKs, doubles at the end.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PlatformError } from '#magnets'
import { type App, createApp } from '../../src/app.ts'
import { SILENT_LOG } from '../../src/cli/io.ts'
import type { Config } from '../../src/config.ts'
import { visibleText as visibleOnDiscord } from '../adapters/discord/visible-text.ts'
import * as slackSays from '../adapters/slack/payloads.ts'
import { visibleText as visibleOnSlack } from '../adapters/slack/visible-text.ts'
import { IDS, startDiscordDouble, TOKEN } from '../doubles/discord/discord-double.ts'
import { APP_TOKEN, BOT_TOKEN, createSlackDouble } from '../doubles/slack/slack-double.ts'
import { temporaryConfig } from '../temporary-folder.ts'

const QUESTION = 'How much NdPr oxide came out of Mountain Pass in 2024?'
const OTHER = 'How much rare earth oxide came out of Mountain Pass in 2024?'

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function started(platforms: Pick<Config, 'slack' | 'discord'>): Promise<App> {
  const failures: unknown[] = []
  const note = (fields: object, message: string) => void failures.push([message, fields])
  const log = { debug: () => undefined, info: () => undefined, warn: note, error: note }
  const config = { ...temporaryConfig(), ...platforms }
  const app = await createApp({ config, log, now: () => new Date('2026-11-23T12:00:00Z') })
  endings.push(async () => {
    await app.stop()
    expect(failures).toEqual([])
  })
  await app.start()
  return app
}

const HEARING = { shards: 1, gateway: true, messageContent: false } as const

describe('in Slack', () => {
  async function slack() {
    const { BOT_USER: userId, BOT_ID: botId, TEAM: team, CHANNEL, DIRECT } = slackSays
    const self = { userId, botId, team }
    const double = await createSlackDouble({ self, channels: [CHANNEL, DIRECT] })
    endings.push(() => double.close())
    const mode = { kind: 'socket', appToken: APP_TOKEN } as const
    await started({ slack: { botToken: BOT_TOKEN, apiUrl: double.apiUrl, mode } })
    let events = 0
    const event = async (body: Record<string, unknown>) => {
      events += 1
      await double.sendSocket('events_api', slackSays.eventBody(body, `Ev${events}`))
    }
    const standing = () => double.workspace.messages.map(visibleOnSlack)
    return { double, event, standing }
  }

  it('a mention is answered with its source, again when it is edited, and not when it is deleted', async () => {
    const { double, event, standing } = await slack()
    const ts = double.workspace.nextTs()
    const said = slackSays.messageEvent(`<@${slackSays.BOT_USER}> ${QUESTION}`, ts)
    await event(slackSays.mentionEvent(QUESTION, ts))
    await vi.waitFor(
      () => expect(standing()).toEqual([expect.stringContaining('1,300 tons')]),
      4000,
    )
    expect(standing()[0]).toContain('24 June 2025')
    const changed = `<@${slackSays.BOT_USER}> ${OTHER}`
    await event(slackSays.changedEvent(said, changed, double.workspace.nextTs()))
    await vi.waitFor(() => expect(standing()).toEqual([expect.stringContaining('45,000')]), 4000)
    await event(slackSays.deletedEvent(said, double.workspace.nextTs()))
    await vi.waitFor(() => expect(standing()).toEqual([]), 4000)
  })

  it('a thread goes on without mentions, and a slash command is answered', async () => {
    const { double, event, standing } = await slack()
    const ts = double.workspace.nextTs()
    await event(slackSays.mentionEvent(QUESTION, ts))
    await vi.waitFor(() => expect(standing()).toHaveLength(1), 4000)
    const thread = { thread_ts: ts, parent_user_id: slackSays.PERSON }
    const next = double.workspace.nextTs()
    await event(slackSays.messageEvent('and rare earth oxides?', next, thread))
    await vi.waitFor(() => expect(standing()[1]).toContain('45,000'), 4000)
    const response_url = double.responseUrl(slackSays.CHANNEL)
    const slash = slackSays.slashBody('topics', { response_url, trigger_id: double.trigger() })
    await double.sendSocket('slash_commands', slash)
    await vi.waitFor(() => expect(standing()[2]).toContain('demand'), 4000)
  })
})

describe('in both', () => {
  it('one that lets nobody in stops the other and the start', async () => {
    const { BOT_USER: userId, BOT_ID: botId, TEAM: team } = slackSays
    const slack = await createSlackDouble({ self: { userId, botId, team }, channels: [] })
    endings.push(() => slack.close())
    const discord = await startDiscordDouble()
    endings.push(() => discord.close())
    const config: Config = {
      ...temporaryConfig(),
      slack: {
        botToken: BOT_TOKEN,
        apiUrl: slack.apiUrl,
        mode: { kind: 'socket', appToken: APP_TOKEN },
      },
      discord: { ...HEARING, token: 'a-wrong.token.for-the-double', apiUrl: discord.apiUrl },
    }
    const app = await createApp({ config, log: SILENT_LOG, now: () => new Date() })
    await expect(app.start()).rejects.toBeInstanceOf(PlatformError)
    await expect(slack.sendSocket('events_api', {})).rejects.toThrow()
  })
})

describe('in Discord', () => {
  async function discord() {
    const double = await startDiscordDouble()
    endings.push(() => double.close())
    const app = await started({ discord: { ...HEARING, token: TOKEN, apiUrl: double.apiUrl } })
    const own = () =>
      [...double.world.messages.values()].filter(m => m.author === IDS.bot && !m.loading)
    const standing = () => own().map(message => visibleOnDiscord(message.body))
    return { app, double, standing }
  }

  it('what is in hand when the house closes is still answered', async () => {
    const { app, double, standing } = await discord()
    double.failNext('unavailable')
    const content = `<@${IDS.bot}> ${QUESTION}`
    double.people.write({ channel: IDS.channel, content })
    const posts = () => double.requests.filter(({ path }) => path.endsWith('/messages')).length
    await vi.waitFor(() => expect(posts()).toBeGreaterThan(0), 4000)
    await app.stop()
    expect(standing()).toEqual([expect.stringContaining('1,300 tons')])
  })

  it('a mention is answered with its source, again when it is edited, and not when it is deleted', async () => {
    const { double, standing } = await discord()
    const mention = `<@${IDS.bot}>`
    const said = double.people.write({ channel: IDS.channel, content: `${mention} ${QUESTION}` })
    await vi.waitFor(
      () => expect(standing()).toEqual([expect.stringContaining('1,300 tons')]),
      4000,
    )
    expect(standing()[0]).toContain('24 June 2025')
    double.people.edit(said, `${mention} ${OTHER}`)
    await vi.waitFor(() => expect(standing()).toEqual([expect.stringContaining('45,000')]), 4000)
    double.people.remove(said)
    await vi.waitFor(() => expect(standing()).toEqual([]), 4000)
    expect(double.violations).toEqual([])
  })

  it('a command is answered to the asker, and shown to everybody at a press', async () => {
    const { double, standing } = await discord()
    await double.people.command('exports', {}).answered
    await vi.waitFor(() => expect(standing()).toEqual([expect.stringContaining('74')]), 4000)
    const [answer] = [...double.world.messages.values()].filter(m => m.author === IDS.bot)
    const share = JSON.stringify(answer?.body).match(/"custom_id":"([^"]*share[^"]*)"/)?.[1]
    if (answer === undefined || share === undefined) throw new Error('no button to share')
    await double.people.press(share, answer).answered
    await vi.waitFor(() => expect(standing()).toHaveLength(2), 4000)
    expect(standing()[1]).toContain('74')
    expect(double.violations).toEqual([])
  })
})
