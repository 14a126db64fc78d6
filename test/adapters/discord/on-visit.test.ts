// Where one person alone has the bot: answers by token, private first, few messages, sharing where it may.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IDS } from '../../doubles/discord/world.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { hugeReply } from '../sample-replies.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const EPHEMERAL = 64
const THERE = { channel: IDS.group }
const SHARING = { actions: [{ id: 'share', label: 'Share', value: 'it' }] }

let core: RecordingCore
let bench: DiscordBench
let late = 0
beforeEach(async () => {
  core = recordingCore()
  late = 0
  bench = await connectDiscord(core, { now: () => Date.now() + late })
})
afterEach(async () => {
  expect(bench.double.violations).toEqual([])
  await bench.close()
})

const post = async (count: number, reply = sampleReply('Seven.'), number = 1) => {
  const { address, key } = await core.incoming(count)
  return bench.adapter.poster.post(JSON.parse(JSON.stringify(address)), reply, { key, number })
}
const standing = () =>
  [...bench.double.world.messages.values()].filter(({ author }) => author === IDS.bot)
const toChannels = () =>
  bench.double.requests.filter(({ path }) => path.startsWith('/channels/')).map(r => r.path)

describe('among people, one of whom has the bot', () => {
  it('answers that person alone, and nothing said there is said elsewhere', async () => {
    const { answered } = bench.double.people.command('colours', {}, THERE)
    expect((await answered).callback?.data).toEqual({ flags: EPHEMERAL })
    expect(await core.incoming(1)).toMatchObject({ place: { visibility: 'private' } })
    await post(1)
    expect(standing().map(({ ephemeral }) => ephemeral)).toEqual([true])
  })

  it('answers for all where that is asked for, at a second try too', async () => {
    await bench.double.people.command('colours', { public: true }, THERE).answered
    await post(1, sampleReply('Seven.'), 2)
    expect(standing().map(({ ephemeral }) => ephemeral)).toEqual([false])
  })

  it('writes six messages at most, the last of the answer among them, and says what is left out', async () => {
    await bench.double.people.command('colours', {}, THERE).answered
    await post(1, hugeReply(40))
    const shown = bench.standing().map(({ visible }) => visible)
    expect(shown).toHaveLength(6)
    expect(shown[4]).toContain('There is more than Discord takes here')
    await bench.double.people.command('colours', {}).answered
    await post(2, hugeReply(40))
    expect(bench.standing().at(-1)?.visible).toBe(shown[5])
    expect(bench.standing().length).toBeGreaterThan(13)
  })

  it('shares by the token of the press, and asks no channel for it', async () => {
    await bench.double.people.command('colours', {}, THERE).answered
    await post(1, sampleReply('Seven.', SHARING))
    await bench.press('Share')
    await post(2, sampleReply('Shared: seven.'))
    expect(standing().map(({ ephemeral }) => ephemeral)).toEqual([true, false])
    expect(toChannels()).toEqual([])
  })

  it('says in private where it may not share', async () => {
    await bench.double.people.command('colours', {}, THERE).answered
    await post(1, sampleReply('Seven.', SHARING))
    await bench.press('Share')
    bench.double.failNext('closed')
    await post(2, sampleReply('Shared: seven.'))
    const [, told] = standing()
    expect(told?.ephemeral).toBe(true)
    expect(told?.body.content).toContain('may not post in this channel')
  })

  it('gives an answer up when its token has died, for there is no other way', async () => {
    await bench.double.people.command('colours', { public: true }, THERE).answered
    await core.incoming(1)
    late = 15 * 60_000
    await expect(post(1)).rejects.toMatchObject({ code: 'gone' })
    expect(toChannels()).toEqual([])
  })

  it('leaves a message that all see as it is when its figures are to be shown otherwise', async () => {
    const more = { actions: [{ id: 'chart', label: 'Show as chart', value: 'r1' }] }
    await bench.double.people.command('colours', { public: true }, THERE).answered
    await post(1, sampleReply('As a table.', more))
    await bench.press('Show as chart')
    await post(2, sampleReply('As a chart.'))
    expect(standing().map(({ ephemeral }) => ephemeral)).toEqual([false, true])
  })
})
