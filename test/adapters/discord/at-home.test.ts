// What Discord has of its own: answers for all, menus of messages, buttons that change their message, rights.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChannelBook } from '../../../src/adapters/discord/channel-book.ts'
import { UNPRIVILEGED_AND_CONTENT } from '../../doubles/discord/discord-double.ts'
import { IDS } from '../../doubles/discord/world.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const FIRST = { key: 'first', number: 1 }
const BOTH = sampleReply('As a table.', {
  actions: [{ id: 'chart', label: 'Show as chart', value: 'r1' }],
})
const EPHEMERAL = 64

let core: RecordingCore
let bench: DiscordBench
beforeEach(async () => {
  core = recordingCore()
  bench = await connectDiscord(core)
})
afterEach(() => bench.close())

const standing = () =>
  [...bench.double.world.messages.values()]
    .filter(({ author }) => author === IDS.bot)
    .map(({ ephemeral }, index) => [bench.standing()[index]?.visible ?? '', ephemeral] as const)

describe('the option to answer for all', () => {
  it('acknowledges and answers in the open, and is no option of the command', async () => {
    const { answered } = bench.double.people.command('fruit', { name: 'Pear', public: true })
    const { callback } = await answered
    expect(callback?.data).not.toHaveProperty('flags')
    const incoming = await core.incoming(1)
    expect(incoming).toMatchObject({ options: { name: 'Pear' }, open: true })
    await bench.adapter.poster.post(incoming.address, sampleReply('A pear.'), FIRST)
    expect(standing()).toMatchObject([[expect.stringContaining('A pear.'), false]])
  })

  it('set to no is as if it weren’t there', async () => {
    const { answered } = bench.double.people.command('fruit', { name: 'Pear', public: false })
    expect((await answered).callback?.data).toEqual({ flags: EPHEMERAL })
    expect(await core.incoming(1)).not.toHaveProperty('open')
  })
})

describe('the first sign', () => {
  it('is seen within 300 ms of a command', async () => {
    const begun = performance.now()
    await bench.double.people.command('colours', {}).answered
    expect(performance.now() - begun).toBeLessThan(300)
  })
})

describe('"Check this message"', () => {
  const check = (message: object) =>
    bench.double.people.choose('Check this message', message as never).answered

  it('hands over what the message says, in private', async () => {
    const { callback } = await check({ content: `<@${IDS.person}> pears cost 5`, embeds: [] })
    expect(callback?.data).toEqual({ flags: EPHEMERAL })
    expect(await core.incoming(1)).toMatchObject({
      kind: 'command',
      name: 'check',
      options: { claim: '@someone pears cost 5' },
    })
  })

  it('reads an embed where a message has no words of its own, and no more than 4,000 letters', async () => {
    await check({ content: '', embeds: [{ title: 'Prices', description: 'a'.repeat(9000) }] })
    const incoming = await core.incoming(1)
    const claim = 'options' in incoming ? (incoming.options.claim ?? '') : ''
    expect(claim).toMatch(/^Prices\naaa/)
    expect(claim).toHaveLength(4000)
  })

  it('reads the texts of a message of components, in order', async () => {
    const text = (content: string) => ({ type: 10, content })
    const row = { type: 1, components: [{ type: 2, label: 'Share' }] }
    const container = { type: 17, components: [text('Pears cost 5.'), row, text('Since May.')] }
    await check({ content: '', embeds: [], components: [container] })
    const incoming = await core.incoming(1)
    expect(incoming).toMatchObject({ options: { claim: 'Pears cost 5.\nSince May.' } })
  })

  it('leaves out the preview of a link, which nobody has said', async () => {
    const embeds = [{ title: 'Prices fall', description: 'to 3' }]
    await check({ content: 'pears cost 5 https://fruit.example', embeds })
    expect(await core.incoming(1)).toMatchObject({
      options: { claim: 'pears cost 5 https://fruit.example' },
    })
  })

  it('reads what was forwarded', async () => {
    await check({ content: '', message_snapshots: [{ message: { content: 'pears cost 5' } }] })
    expect(await core.incoming(1)).toMatchObject({ options: { claim: 'pears cost 5' } })
  })

  it('says at once, in private, where there are no words', async () => {
    const { callback } = await check({ content: ' ', attachments: [{ filename: 'pear.png' }] })
    expect(callback).toMatchObject({ type: 4 })
    expect(callback?.data.content).toContain('no words in that message')
    expect(Number(callback?.data.flags) & EPHEMERAL).toBe(EPHEMERAL)
    expect(core.received).toEqual([])
  })

  it('says of a menu that it doesn’t know that it doesn’t', async () => {
    const { callback } = await bench.double.people.choose('Other', {}).answered
    expect(callback?.data.content).toContain('no longer known')
    expect(core.received).toEqual([])
  })
})

describe('"Show as chart"', () => {
  const pressedOn = async (act: () => Promise<unknown>) => {
    const { poster } = bench.adapter
    await act()
    const asked = await core.incoming(1)
    await poster.post(asked.address, BOTH, FIRST)
    await bench.press('Show as chart')
    const pressed = await core.incoming(2)
    const address = JSON.parse(JSON.stringify(pressed.address))
    await poster.post(address, sampleReply('As a chart.'), { key: 'second', number: 1 })
    return bench.standing().map(({ visible }) => visible.split('\n')[0])
  }

  it('changes a message that one person alone sees', async () => {
    expect(await pressedOn(() => bench.command('colours', {}))).toEqual(['As a chart.'])
  })

  it('changes the message in a direct conversation', async () => {
    expect(await pressedOn(() => bench.direct('pears?'))).toEqual(['As a chart.'])
  })

  it('says beside the answer, to who pressed, what is no answer', async () => {
    await bench.command('colours', {})
    const asked = await core.incoming(1)
    await bench.adapter.poster.post(asked.address, BOTH, FIRST)
    await bench.press('Show as chart')
    const { address } = await core.incoming(2)
    const gone = sampleReply('I no longer have that answer.', { outcome: 'notice' })
    await bench.adapter.poster.post(address, gone, { key: 'second', number: 1 })
    expect(standing()).toMatchObject([
      [expect.stringContaining('As a table.'), true],
      ['I no longer have that answer.', true],
    ])
  })

  it('leaves a message that all see as it is, and answers who pressed', async () => {
    expect(await pressedOn(() => bench.mention('pears?'))).toEqual(['As a table.', 'As a chart.'])
    expect(standing().map(([, ephemeral]) => ephemeral)).toEqual([false, true])
  })
})

describe('who may set a channel', () => {
  it.for([
    ['who manages the channel', 1n << 4n, 'moderator'],
    ['who manages the server', 1n << 5n, 'moderator'],
    ['who administers it', 1n << 3n, 'moderator'],
    ['nobody else', 1n << 11n, 'everyone'],
  ] as const)('is %s', async ([, permissions, audience]) => {
    await bench.double.people.command('colours', {}, { permissions: String(permissions) }).answered
    expect((await core.incoming(1)).asker.audience).toBe(audience)
  })
})

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

/** Of some sixteen pages. */
const LONG = sampleReply('Some words of one page or another. '.repeat(1700))

describe('where a person alone has installed the bot', () => {
  const pagesOf = async (owners: Record<string, string>) => {
    await bench.double.people.command('colours', {}, { owners }).answered
    const { address } = await core.incoming(1)
    await bench.adapter.poster.post(address, LONG, FIRST)
    return bench.standing().map(({ visible }) => visible)
  }

  it('an answer has six messages at most, and says that there is more', async () => {
    const pages = await pagesOf({ 1: IDS.person })
    expect(pages).toHaveLength(6)
    expect(pages.at(-2)).toContain('There is more than Discord takes here')
  })

  it('and in a server that has it as well, as many as it takes', async () => {
    const pages = await pagesOf({ 0: IDS.guild, 1: IDS.person })
    expect(pages.length).toBeGreaterThan(6)
    expect(pages.join()).not.toContain('There is more than Discord takes')
  })
})

describe('a reply to what somebody else wrote', () => {
  const written = async (author: string) => {
    const { people, world } = bench.double
    const body = { content: `<@${IDS.colleague}> pears cost 5` }
    const place = { channel: IDS.channel, author, ephemeral: false, loading: false }
    const replyTo = world.addMessage({ ...place, body })
    people.write({ channel: IDS.channel, content: `<@${IDS.bot}> is that so?`, replyTo })
    return core.incoming(1)
  }

  it('brings its words along', async () => {
    expect(await written(IDS.colleague)).toMatchObject({
      addressed: 'mention',
      about: '@someone pears cost 5',
    })
  })

  it('brings nothing of our own answers along', async () => {
    expect(await written(IDS.bot)).not.toHaveProperty('about')
  })
})
