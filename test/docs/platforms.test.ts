// Holds the README's table of what works where to what the adapters really have.
import { describe, expect, it } from 'vitest'
import { ACTIONS, type Chart, type Reply } from '#magnets'
import { discordCommands } from '../../src/adapters/discord/discord-commands.ts'
import { createDiscordAdapter } from '../../src/adapters/discord/index.ts'
import { render as renderForDiscord } from '../../src/adapters/discord/render.ts'
import { createSlackAdapter } from '../../src/adapters/slack/index.ts'
import { EVENTS, SHORTCUTS, slackManifest } from '../../src/adapters/slack/manifest.ts'
import { readPublic } from '../../src/adapters/slack/read-public.ts'
import { render as renderForSlack } from '../../src/adapters/slack/render.ts'
import { loadCommands } from '../../src/load-commands.ts'
import { recordingCore, sampleReply } from '../adapters/recording-core.ts'
import { read, tableOf } from './documents.ts'

const README = read('README.md')
const nothing = () => undefined
const log = { info: nothing, warn: nothing, error: nothing }
const core = recordingCore()
const commands = await loadCommands()
const manifest = slackManifest(commands)
const discord = discordCommands(commands)
const slash = discord.find(({ type }) => type === 1)
const subcommands = slash?.type === 1 ? slash.options : []

const PICKER = core.open('command', '') !== undefined
const KEY = 'ab'.repeat(32)
const onSlack = (mode: object) => createSlackAdapter({ core, log, botToken: 'xoxb-x', ...mode })
const onDiscord = (more: object = {}) =>
  createDiscordAdapter({ core, log, token: 'x', publicKey: KEY, ...more })

const said = (event: string): boolean => EVENTS.some(({ name }) => name === event)
const inSlack = (reply: Reply): string => JSON.stringify(renderForSlack(reply))
const CHART: Chart = {
  kind: 'bar',
  title: 'Pears',
  alt: 'Pears. A: 3.',
  series: [
    {
      name: 'x',
      points: [{ label: 'A', facts: [], quantity: { amount: 3, unit: 't', hedge: 'exact' } }],
    },
  ],
}
const charted = sampleReply('', { parts: [{ kind: 'chart', chart: CHART }] })
const picture = new Map([[CHART, new Uint8Array([1])]])
const everyAction = sampleReply('x', {
  actions: Object.values(ACTIONS).map(id => ({ id, label: id, value: 'v' })),
})

/** What a row claims, as the code has it: for Slack, then for Discord. */
const CLAIMS: Readonly<Record<string, readonly [boolean, boolean]>> = {
  'every command, with typed options': [
    manifest.features.slash_commands.length === 1,
    subcommands.length === commands.length,
  ],
  'suggestions while an option is typed': [
    false,
    subcommands.some(({ options }) => options.some(o => o.type === 3 && o.autocomplete)),
  ],
  'a form to pick a command': [PICKER, PICKER],
  'answers for you alone, the option `public`, "Share in channel"': [
    readPublic('capacity public:yes').open,
    subcommands.every(({ options }) => options.at(-1)?.name === 'public'),
  ],
  'buttons: working, chart or table, related questions, thumbs': [
    Object.values(ACTIONS).every(id => inSlack(everyAction).includes(id)),
    Object.values(ACTIONS).every(id =>
      JSON.stringify(renderForDiscord(everyAction)).includes(`a:${id}:`),
    ),
  ],
  "charts as the platform's own": [inSlack(charted).includes('data_visualization'), false],
  'charts as pictures': [
    false,
    JSON.stringify(renderForDiscord(charted, picture)).includes('attachment://'),
  ],
  '"Check this message"': [
    SHORTCUTS.some(({ type, name }) => type === 'message' && name === 'Check this message'),
    discord.some(({ type, name }) => type === 3 && name === 'Check this message'),
  ],
  'mentions, direct messages, follow-ups, edits, deletions': [
    said('app_mention') && said('message.im') && said('message.channels'),
    onDiscord().poster.deaf === true,
  ],
  'every question of a channel, where it is set so': [
    onSlack({ appToken: 'xapp-x' }).poster.deaf !== true,
    onDiscord({ messageContent: true }).poster.deaf !== true,
  ],
  'group conversations': [said('message.mpim'), slash?.contexts.includes(2) === true],
  'a home of your own, a global "Ask", a pane': [
    said('app_home_opened') && said('assistant_thread_started') && SHORTCUTS.length === 2,
    false,
  ],
  'installing for yourself': [false, slash?.integration_types.includes(1) === true],
  'descriptions in Spanish': [
    false,
    subcommands.every(option => option.description_localizations?.['es-ES'] !== undefined),
  ],
  'a connection from here (nothing has to be reachable)': [
    (onSlack({ appToken: 'xapp-x' }).routes ?? []).length === 0,
    'serve' in onDiscord(),
  ],
  'signed HTTP': [
    (onSlack({ signingSecret: 'x'.repeat(32) }).routes ?? []).length > 0,
    (onDiscord().routes ?? []).length > 0,
  ],
}

describe('the table of what works where', () => {
  const rows = tableOf(README, 'what', 'Slack', 'Discord')

  it('has a row for each of these and no other', () => {
    expect(rows.map(([what]) => what)).toEqual(Object.keys(CLAIMS))
  })

  it.each(Object.entries(CLAIMS))('says of "%s" what the code does', (what, [slack, disc]) => {
    const row = rows.find(([name]) => name === what) ?? []
    expect([row[1]?.startsWith('yes'), row[2]?.startsWith('yes')]).toEqual([slack, disc])
  })
})
