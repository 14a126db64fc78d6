// Our calls against a Slack that this project did not write: posting, looking for what stands, changing, removing.
import { createEmulator } from 'emulate'
import { expect, it, onTestFinished } from 'vitest'
import { channelAddress } from '../../../src/adapters/slack/address.ts'
import { slackClient } from '../../../src/adapters/slack/desks.ts'
import { createSlackAdapter } from '../../../src/adapters/slack/index.ts'
import { SCOPES } from '../../../src/adapters/slack/manifest.ts'
import { homeView } from '../../../src/adapters/slack/render-view.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { FULL_REPLY } from '../sample-replies.ts'

const TOKEN = 'xoxb-second-opinion'

async function slack() {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'magnets' }],
        channels: [{ name: 'general' }],
        tokens: [{ token: TOKEN, user: 'magnets', scopes: SCOPES.map(({ name }) => name) }],
      },
    },
  })
  onTestFinished(() => emulator.close())
  const apiUrl = `${emulator.url}/api/`
  const nothing = () => undefined
  const log = { info: nothing, warn: nothing, error: nothing }
  const client = slackClient(TOKEN, { apiUrl, fetch, log })
  const { channels = [] } = await client.conversations.list({})
  const channel = channels[0]?.id ?? ''
  const connect = () =>
    createSlackAdapter({
      ...{ core: recordingCore(), log, apiUrl },
      ...{ botToken: TOKEN, signingSecret: 'x'.repeat(32) },
    })
  const adapter = connect()
  await adapter.start()
  onTestFinished(() => adapter.stop())
  const texts = async () => {
    const { messages = [] } = await client.conversations.history({ channel })
    return messages.map(({ text }) => text)
  }
  return { client, channel, adapter, connect, texts }
}

it('logs in, posts, finds what stands after a restart, changes it and takes it away', async () => {
  const { channel, adapter, connect, texts } = await slack()
  const before = await texts()
  const address = channelAddress({ channel }, String((Date.now() - 1000) / 1000))
  await adapter.poster.post(address, FULL_REPLY, { key: 'question', number: 1 })
  expect(await texts()).toHaveLength(before.length + 1)
  // Another process, which knows nothing of the first try.
  const { poster } = connect()
  const at = await poster.post(address, sampleReply('Forty-two.'), { key: 'question', number: 2 })
  expect((await texts())[0]).toBe('Forty-two.')
  expect(await texts()).toHaveLength(before.length + 1)
  await poster.remove(at, 'question')
  expect(await texts()).toEqual(before)
})

it('shows a home', async () => {
  const { client } = await slack()
  const { user_id = '' } = await client.auth.test()
  const shown = await client.views.publish({ user_id, view: homeView(FULL_REPLY) })
  expect(shown.ok).toBe(true)
})
