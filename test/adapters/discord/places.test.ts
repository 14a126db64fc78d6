// Where things are said on Discord: what everybody sees, what is overheard, posts in forums.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChannelBook } from '../../../src/adapters/discord/channel-book.ts'
import { UNPRIVILEGED_AND_CONTENT } from '../../doubles/discord/discord-double.ts'
import { IDS } from '../../doubles/discord/world.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

let core: RecordingCore
let bench: DiscordBench
beforeEach(async () => {
  core = recordingCore()
  bench = await connectDiscord(core)
})
afterEach(() => bench.close())

describe('the place of a message', () => {
  it('is public only where everybody in the server is known to see it', async () => {
    const written = async (channel: string) => {
      bench.double.people.write({ channel, content: `<@${IDS.bot}> pears?` })
      const incoming = await core.incoming(core.received.length + 1)
      return incoming.place.visibility
    }
    expect(await written(IDS.channel)).toBe('public')
    expect(await written(IDS.thread)).toBe('public')
    expect(await written(IDS.secret)).toBe('private')
    expect(await written('940000000000000099')).toBe('private')
    expect(await written(IDS.direct)).toBe('direct')
  })

  it('of a command is the same, though the asker alone sees the answer', async () => {
    await bench.double.people.command('colours', {}, { channel: IDS.secret }).answered
    await bench.double.people.command('colours', {}).answered
    const visible = core.received.map(({ place }) => place.visibility)
    expect(visible).toEqual(['private', 'public'])
  })
})

describe('which channels everybody sees', () => {
  const VIEW = String(1 << 10)
  const guild = (permissions: string, overwrites: readonly object[] = []) => ({
    id: '1',
    roles: [{ id: '1', permissions }],
    channels: [{ id: '2', permission_overwrites: overwrites }],
    threads: [
      { id: '3', type: 11, parent_id: '2' },
      { id: '4', type: 12, parent_id: '2' },
    ],
  })
  const seen = (...events: readonly (readonly [string, unknown])[]) => {
    const book = createChannelBook()
    for (const [event, data] of events) book.note(event, data)
    return ['2', '3', '4'].map(book.seenByAll)
  }

  it('follows the server, then the channel, and private threads are private', () => {
    expect(seen(['GUILD_CREATE', guild(VIEW)])).toEqual([true, true, false])
    expect(seen(['GUILD_CREATE', guild('0')])).toEqual([false, false, false])
    const hidden = [{ id: '1', allow: '0', deny: VIEW }]
    expect(seen(['GUILD_CREATE', guild(VIEW, hidden)])).toEqual([false, false, false])
    const shown = [{ id: '1', allow: VIEW, deny: '0' }]
    expect(seen(['GUILD_CREATE', guild('0', shown)])).toEqual([true, true, false])
    // What is said of some other role says nothing about everybody.
    const other = [{ id: '9', allow: '0', deny: VIEW }]
    expect(seen(['GUILD_CREATE', guild(VIEW, other)])).toEqual([true, true, false])
  })

  it('changes as people change it', () => {
    const first = ['GUILD_CREATE', guild(VIEW)] as const
    const overwrites = [{ id: '1', allow: '0', deny: VIEW }]
    const closed = { id: '2', guild_id: '1', permission_overwrites: overwrites }
    expect(seen(first, ['CHANNEL_UPDATE', closed])[0]).toBe(false)
    const role = { guild_id: '1', role: { id: '1', permissions: '0' } }
    expect(seen(first, ['GUILD_ROLE_UPDATE', role])[0]).toBe(false)
    const foreign = { guild_id: '1', role: { id: '7', permissions: '0' } }
    expect(seen(first, ['GUILD_ROLE_UPDATE', foreign])[0]).toBe(true)
    expect(seen(first, ['CHANNEL_DELETE', { id: '2', guild_id: '1' }])[0]).toBe(false)
  })

  it('knows nothing of a server that it wasn’t told of, or has left', () => {
    expect(seen()).toEqual([false, false, false])
    const first = ['GUILD_CREATE', guild(VIEW)] as const
    expect(seen(first, ['GUILD_DELETE', { id: '1' }])).toEqual([false, false, false])
    const without = { ...guild(VIEW), channels: [] }
    expect(seen(first, ['GUILD_CREATE', without])).toEqual([false, false, false])
  })

  it('takes for closed what it can’t read', () => {
    const odd = { id: '2', guild_id: '1', permission_overwrites: [{ id: '1' }] }
    expect(seen(['GUILD_CREATE', guild(VIEW)], ['CHANNEL_UPDATE', odd])[0]).toBe(false)
  })

  it('keeps of its servers only those that it is still told of', () => {
    const book = createChannelBook()
    book.note('GUILD_CREATE', guild(VIEW))
    book.keep(id => id === '1')
    expect(book.seenByAll('2')).toBe(true)
    book.keep(() => false)
    expect(book.seenByAll('2')).toBe(false)
    expect(book.parentOf('3')).toBeUndefined()
  })
})

describe('talk that names nobody', () => {
  const written = async (hears: boolean, messageContent: boolean) => {
    const listening = { ...recordingCore(), hears: () => hears }
    const options = { allowedIntents: UNPRIVILEGED_AND_CONTENT }
    const other = await connectDiscord(listening, { messageContent }, options)
    const { people, gateway } = other.double
    const more = messageContent ? { content: 'how many pears?' } : {}
    people.write({ channel: IDS.channel, content: 'how many pears?', more })
    await gateway.arrived()
    people.write({ channel: IDS.direct, content: 'the end' })
    await listening.incoming(1)
    while (!listening.received.some(({ place }) => place.visibility === 'direct')) {
      await new Promise(resolve => setImmediate(resolve))
    }
    const { deaf } = other.adapter.poster
    await other.close()
    return { deaf, heard: listening.received.flatMap(i => ('addressed' in i ? i.addressed : [])) }
  }

  it('is heard where the channel wants it and the application may', async () => {
    expect(await written(true, true)).toEqual({
      deaf: undefined,
      heard: ['overheard', 'direct'],
    })
  })

  it('is not where the channel doesn’t want it', async () => {
    expect((await written(false, true)).heard).toEqual(['direct'])
  })

  it('can’t be where the application may not, and the poster says so', async () => {
    expect(await written(true, false)).toEqual({ deaf: true, heard: ['direct'] })
  })
})

describe('a post in a forum', () => {
  const begun = async (hears: boolean, content: string) => {
    const listening = { ...recordingCore(), hears: () => hears }
    const options = { allowedIntents: UNPRIVILEGED_AND_CONTENT }
    const other = await connectDiscord(listening, { messageContent: true }, options)
    const { people, gateway } = other.double
    const post = { id: IDS.post, guild_id: IDS.guild, parent_id: IDS.forum, type: 11 }
    gateway.dispatch('THREAD_CREATE', { ...post, newly_created: true })
    people.write({ channel: IDS.post, content, more: { content } })
    const incoming = await listening.incoming(1)
    const key = incoming.key
    await other.adapter.poster.post(incoming.address, sampleReply('A pear.'), { key, number: 1 })
    const channels = [...other.double.world.messages.values()].map(({ channel }) => channel)
    await other.close()
    return { incoming, channels }
  }

  it('is a conversation of its own below the forum, and answered in the post', async () => {
    const { incoming, channels } = await begun(false, `<@${IDS.bot}> how many pears?`)
    expect(incoming).toMatchObject({
      addressed: 'mention',
      place: { channel: IDS.forum, thread: IDS.post, visibility: 'public' },
    })
    expect(channels).toEqual([IDS.post, IDS.post])
  })

  it('is handed over from its first message, for the forum’s mode to decide', async () => {
    const { incoming } = await begun(true, 'how many pears?')
    expect(incoming).toMatchObject({ addressed: 'overheard', place: { channel: IDS.forum } })
  })
})
