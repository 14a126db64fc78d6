// Messages, edits and deletions as the unmodified SDK brings them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IDS } from '../../doubles/discord/discord-double.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const MENTION = `<@${IDS.bot}>`

describe('messages on Discord', () => {
  let core: RecordingCore
  let bench: DiscordBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectDiscord(core, { newReference: () => 'ref-1' })
  })
  afterEach(async () => {
    expect(bench.double.violations).toEqual([])
    await bench.close()
  })

  it('keeps a thread as a conversation of its own, under its channel', async () => {
    bench.double.people.write({ channel: IDS.thread, content: `${MENTION} how many?` })
    expect(await core.incoming(1)).toMatchObject({
      place: { channel: IDS.channel, thread: IDS.thread, visibility: 'public', team: IDS.guild },
      address: { ids: { channel: IDS.thread } },
    })
  })

  it('overhears a follow-up in a thread where Discord lets it read', async () => {
    const more = { content: 'and the year before?' }
    bench.double.people.write({ channel: IDS.thread, content: more.content, more })
    expect(await core.incoming(1)).toMatchObject({
      addressed: 'overheard',
      text: 'and the year before?',
    })
  })

  it('hands over nothing whose words it may not read, nor what is said elsewhere', async () => {
    bench.double.people.write({ channel: IDS.thread, content: 'between the two of us' })
    const more = { content: 'lunch, anybody?' }
    bench.double.people.write({ channel: IDS.channel, content: more.content, more })
    await bench.direct('the end')
    expect((await core.incoming(1)).kind).toBe('message')
    expect(core.received).toMatchObject([{ text: 'the end' }])
  })

  it('takes other names out of the words, and says that others were named', async () => {
    const content = `${MENTION} ask <@${IDS.colleague}> or <@&980000000000000001> in <#${IDS.channel}> <:ok:980000000000000002>`
    bench.double.people.write({ channel: IDS.channel, content })
    expect(await core.incoming(1)).toMatchObject({
      text: 'ask @someone or @someone in #channel :ok:',
      toOthers: true,
    })
  })

  it('answers as a reply to the question without ringing, and never twice for one try', async () => {
    await bench.mention('how many?')
    const { address, key } = await core.incoming(1)
    const attempt = { key, number: 1 }
    const first = await bench.adapter.poster.post(address, sampleReply('Seven.'), attempt)
    const again = await bench.adapter.poster.post(address, sampleReply('Seven.'), {
      ...attempt,
      number: 2,
    })
    expect(again).toEqual(first)
    expect(bench.standing()).toHaveLength(1)
    const [post] = bench.double.requests
    expect(post?.body).toMatchObject({
      message_reference: { message_id: address.ids.question, fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
      enforce_nonce: true,
    })
  })

  it('overlooks an update that changes no words', async () => {
    const question = bench.double.people.write({ channel: IDS.direct, content: 'how many?' })
    bench.double.people.touch(question)
    await bench.direct('the end')
    await core.incoming(2)
    expect(core.received.map(incoming => incoming.kind)).toEqual(['message', 'message'])
  })

  it('gives a preview that comes after an edit the key of the edit', async () => {
    const question = bench.double.people.write({ channel: IDS.direct, content: 'how many?' })
    bench.double.people.edit(question, 'how few?')
    bench.double.people.touch(question)
    const keys = [await core.incoming(2), await core.incoming(3)].map(incoming => incoming.key)
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).toMatch(`discord:${question.id}:edit:`)
  })

  it('hands over no deletion of what it never handed over, but of what is older than itself', async () => {
    const heard = recordingCore()
    const startedAt = Date.now() - 5 * 60_000
    const other = await connectDiscord(heard, { now: () => startedAt })
    const { people, gateway } = other.double
    people.remove(people.write({ channel: IDS.channel, content: 'lunch?' }))
    gateway.dispatch('MESSAGE_DELETE', { id: '990000000000000001', channel_id: IDS.channel })
    await other.mention('how many?')
    await other.delete()
    await heard.incoming(3)
    await other.close()
    expect(heard.received).toMatchObject([
      { kind: 'delete', original: 'discord:990000000000000001' },
      { kind: 'message' },
      { kind: 'delete' },
    ])
  })

  it('does not take a reply to itself for a question where it names another person', async () => {
    const answer = bench.double.world.addMessage({
      channel: IDS.channel,
      author: IDS.bot,
      ephemeral: false,
      loading: false,
      body: { content: 'Forty-two.' },
    })
    const content = `<@${IDS.colleague}> look at this`
    bench.double.people.write({ channel: IDS.channel, content, replyTo: answer })
    await bench.direct('a person')
    expect(await core.incoming(1)).toMatchObject({ text: 'a person' })
  })

  it('hands over every message of a bulk deletion', async () => {
    bench.double.gateway.dispatch('MESSAGE_DELETE_BULK', {
      ids: ['990000000000000001', '990000000000000002'],
      channel_id: IDS.channel,
      guild_id: IDS.guild,
    })
    await core.incoming(2)
    expect(core.received).toMatchObject([
      { kind: 'delete', original: 'discord:990000000000000001' },
      { kind: 'delete', original: 'discord:990000000000000002' },
    ])
  })

  it('shows that it types while the answer is made', async () => {
    await bench.direct('how many?')
    const { address } = await core.incoming(1)
    await bench.adapter.poster.progress(address, 'looking')
    expect(bench.double.world.typing).toEqual([IDS.direct])
  })

  it('tells a person of a failure in plain words with an id that the log has', async () => {
    core.failWith(new Error('the store is full'))
    await bench.direct('how many?')
    await expect
      .poll(() => bench.standing().map(m => m.visible))
      .toEqual([expect.stringMatching(/^Sorry.*ref-1$/)])
    const line = bench.lines.find(({ level }) => level === 'error')
    expect(line?.details).toMatchObject({ reference: 'ref-1' })
  })

  it('tells nobody of a failure with what was only overheard or deleted', async () => {
    core.failWith(new Error('the store is full'))
    const content = `<@${IDS.colleague}> lunch?`
    const mentions = [{ id: IDS.colleague, username: 'c' }]
    const more = { content, mentions }
    bench.double.people.write({ channel: IDS.thread, content, more })
    bench.double.gateway.dispatch('MESSAGE_DELETE', {
      id: '990000000000000001',
      channel_id: IDS.channel,
    })
    await core.incoming(2)
    await bench.double.gateway.arrived()
    expect(bench.double.requests.filter(({ method }) => method === 'POST')).toEqual([])
    expect(bench.lines.filter(({ level }) => level === 'error')).toHaveLength(2)
  })

  it('is a reply to the question with its first message only', async () => {
    await bench.direct('how many?')
    const { address, key } = await core.incoming(1)
    const long = sampleReply('Many words. '.repeat(900))
    await bench.adapter.poster.post(address, long, { key, number: 1 })
    const referring = bench.double.requests.map(({ body }) => Object(body).message_reference)
    expect(referring.length).toBeGreaterThan(1)
    expect(referring.filter(reference => reference !== undefined)).toHaveLength(1)
    expect(referring[0]).toMatchObject({ message_id: address.ids.question })
  })

  it('replaces a long answer by a short one, and takes the rest away', async () => {
    await bench.direct('how many?')
    const { address, key } = await core.incoming(1)
    const long = sampleReply('Many words. '.repeat(900))
    const poster = bench.adapter.poster
    const at = await poster.post(address, long, { key, number: 1 })
    expect(bench.standing().length).toBeGreaterThan(1)
    await poster.post(at, sampleReply('Few.'), { key: `${key}:edit`, number: 1 })
    expect(bench.standing().map(message => message.visible)).toEqual(['Few.'])
  })

  it('names a message that somebody has taken away gone', async () => {
    await bench.direct('how many?')
    const { address, key } = await core.incoming(1)
    const poster = bench.adapter.poster
    const at = await poster.post(address, sampleReply('Seven.'), { key, number: 1 })
    await poster.remove(at, key)
    const again = poster.post(at, sampleReply('Eight.'), { key: `${key}:edit`, number: 1 })
    await expect(again).rejects.toMatchObject({ code: 'gone' })
  })
})
