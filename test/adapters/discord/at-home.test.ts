// What Discord has of its own: answers for all, menus of messages, buttons that change their message, rights.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

  it.for([
    ['for one person', () => bench.command('colours', {}), true],
    ['in a direct conversation', () => bench.direct('pears?'), false],
  ] as const)('of several messages stands below them, whole: %s', async ([, act, hidden]) => {
    const { poster } = bench.adapter
    await act()
    const long = { ...BOTH, parts: LONG.parts.map(part => ({ ...part })) }
    await poster.post((await core.incoming(1)).address, long, FIRST)
    const before = bench.standing().map(({ visible }) => visible)
    expect(before.length).toBeGreaterThan(2)
    await bench.press('Show as chart')
    const address = JSON.parse(JSON.stringify((await core.incoming(2)).address))
    // On the last page of the table the chart would follow half of a table.
    await poster.post(address, sampleReply('As a chart.'), { key: 'second', number: 1 })
    expect(bench.standing().map(({ visible }) => visible)).toEqual([...before, 'As a chart.'])
    expect(standing().every(([, ephemeral]) => ephemeral === hidden)).toBe(true)
    expect(bench.double.violations).toEqual([])
  })

  it('may make one message several, and the way back then stands below those', async () => {
    const { poster } = bench.adapter
    await bench.command('colours', {})
    await poster.post((await core.incoming(1)).address, BOTH, FIRST)
    await bench.press('Show as chart')
    const long = { ...BOTH, parts: LONG.parts }
    await poster.post((await core.incoming(2)).address, long, { key: 'second', number: 1 })
    const pages = bench.standing().length
    expect(bench.standing()[0]?.visible).not.toContain('Show as chart')
    await bench.press('Show as chart')
    await poster.post((await core.incoming(3)).address, BOTH, { key: 'third', number: 1 })
    expect(bench.standing()).toHaveLength(pages + 1)
    expect(bench.standing().at(-1)?.visible).toMatch(/^As a table\./)
    expect(bench.double.violations).toEqual([])
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
