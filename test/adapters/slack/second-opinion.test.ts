// Our calls against a Slack that this project did not write: posting, looking for what stands, changing, removing.
import { expect, it, onTestFinished } from 'vitest'
import { channelAddress } from '../../../src/adapters/slack/address.ts'
import { createSlackAdapter } from '../../../src/adapters/slack/index.ts'
import { isAbsent } from '../../../src/adapters/slack/platform-error.ts'
import { homeView } from '../../../src/adapters/slack/render-view.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { FULL_REPLY, SAMPLE_CHART } from '../sample-replies.ts'
import { emulatedSlack, QUIET, READER, TOKEN } from './emulator.ts'

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])

async function slack() {
  const { apiUrl, clientOf } = await emulatedSlack()
  const client = clientOf(TOKEN)
  const { channels = [] } = await client.conversations.list({})
  const channel = channels[0]?.id ?? ''
  const connect = () =>
    createSlackAdapter({
      ...{ core: recordingCore(), log: QUIET, apiUrl },
      ...{ botToken: TOKEN, signingSecret: 'x'.repeat(32), draw: async () => ({ png: PNG }) },
    })
  const adapter = connect()
  await adapter.start()
  onTestFinished(() => adapter.stop())
  const texts = async () => {
    const { messages = [] } = await client.conversations.history({ channel })
    return messages.map(({ text }) => text)
  }
  return { client, reader: clientOf(READER), channel, adapter, connect, texts }
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

// It does not look into blocks: whether a message may show the file, and when, it can't tell. The
// description it reads as `alt_text`, as the SDK sends it; Slack documents `alt_txt`.
it('takes a picture in three calls, shared with nobody, and gives it up again', async () => {
  const { client, reader, channel, adapter } = await slack()
  const reply = sampleReply('Apples.', { parts: [{ kind: 'chart', chart: SAMPLE_CHART }] })
  const at = await adapter.poster.post(channelAddress({ channel }), reply, { key: 'q', number: 1 })
  const file = at.ids.pictures ?? ''
  const { file: kept } = await reader.files.info({ file })
  expect(kept).toMatchObject({
    ...{ name: 'chart.png', title: 'Apples by year', mimetype: 'image/png', size: PNG.length },
    ...{ is_public: false, channels: [], groups: [], ims: [], shares: {} },
  })
  const bytes = await fetch(kept?.url_private ?? '', {
    headers: { authorization: `Bearer ${READER}` },
  })
  expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([...PNG])
  const { messages = [] } = await client.conversations.history({ channel, limit: 1 })
  expect(messages[0]?.blocks).toContainEqual(
    expect.objectContaining({ type: 'image', slack_file: { id: file } }),
  )
  await adapter.poster.remove(at, 'q')
  await expect(reader.files.info({ file })).rejects.toThrow('file_not_found')
})

// It knows no blocks.validate: an answer that is refused is not explained, and goes out all the same.
it('has no method by which blocks could be asked about', async () => {
  const { client } = await slack()
  const error = await client.blocks.validate({ blocks: [] }).catch((thrown: unknown) => thrown)
  expect(isAbsent(error)).toBe(true)
})

// It knows no guests, no strangers and no other workspace: all of its people are at home.
it('says where people belong, so that who runs the workspace may set a channel', async () => {
  const { client, channel, adapter } = await slack()
  const { user_id = '', team_id = '' } = await client.auth.test()
  const { members = [] } = await client.users.list({})
  const of = (id = '') =>
    adapter.poster.audienceOf?.(
      { platform: 'slack', id, audience: 'everyone' },
      { platform: 'slack', team: team_id, channel, visibility: 'public' },
      channelAddress({ channel }),
    )
  const admin = members.find(({ is_admin }) => is_admin)
  expect(admin?.id).not.toBe(user_id)
  expect(await of(admin?.id)).toBe('moderator')
})
