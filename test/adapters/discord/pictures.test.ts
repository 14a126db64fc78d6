// Charts as pictures on Discord: attached, replaced with the view, and told in text where anything fails.
import { afterEach, describe, expect, it } from 'vitest'
import type { Chart } from '#magnets'
import type { Draw } from '../../../src/adapters/discord/pictures.ts'
import { FILES, IDS } from '../../doubles/discord/world.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { SAMPLE_CHART } from '../sample-replies.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])
const CHARTED = sampleReply('As a chart.', { parts: [{ kind: 'chart', chart: SAMPLE_CHART }] })

let bench: DiscordBench
afterEach(() => bench.close())

async function posted(draw: Draw, prepare: () => void = () => undefined) {
  const core = recordingCore()
  bench = await connectDiscord(core, { draw })
  await bench.command('colours', {})
  const { address } = await core.incoming(1)
  prepare()
  const at = await bench.adapter.poster.post(address, CHARTED, { key: 'k', number: 1 })
  return { at, files: filesSent }
}
const drawn: Draw = async () => ({ png: PNG })
const filesSent = () =>
  bench.double.requests.flatMap(({ body }) => {
    const files = Object(body)[FILES]
    return Array.isArray(files) ? files : []
  })
const visible = () => bench.standing().map(message => message.visible)

describe('a chart', () => {
  it('is attached as a picture, and its figures stand in words beside it', async () => {
    const { files } = await posted(drawn)
    expect(files()).toEqual([{ field: 'files[0]', name: 'chart-1.png', size: PNG.length }])
    expect(visible()[0]).toContain(SAMPLE_CHART.alt)
    expect(visible()[0]).not.toContain('█')
  })

  it('goes with its picture when the view changes, and comes back with it', async () => {
    const { at } = await posted(drawn)
    const { poster } = bench.adapter
    const table = await poster.post(at, sampleReply('As a table.'), { key: 'k2', number: 1 })
    const own = () => [...bench.double.world.messages.values()].find(m => m.author === IDS.bot)
    expect(own()?.body.attachments).toEqual([])
    await poster.post(table, CHARTED, { key: 'k3', number: 1 })
    expect(own()?.body.attachments).toMatchObject([{ filename: 'chart-1.png' }])
    expect(visible()).toHaveLength(1)
  })

  it.for<[string, Draw]>([
    ['can not be drawn', () => Promise.reject(new Error('no font'))],
    ['has no picture', async () => undefined],
    ['has a picture that is too large', async () => ({ png: new Uint8Array(9_000_000) })],
  ])('is told in bars where it %s', async ([, draw]) => {
    const { files } = await posted(draw)
    expect(files()).toEqual([])
    expect(visible()[0]).toContain('█')
    expect(visible()[0]).toContain(SAMPLE_CHART.alt)
  })

  it('is told in bars where Discord refuses the picture', async () => {
    await posted(drawn, () => bench.double.failNext('rich-rejected'))
    expect(visible()[0]).toContain('█')
    expect(visible()).toHaveLength(1)
  })

  it('is told in bars by a third try, for what is lost may be the picture', async () => {
    const core = recordingCore()
    bench = await connectDiscord(core, { draw: drawn })
    await bench.mention('how many?')
    const { address } = await core.incoming(1)
    const { poster } = bench.adapter
    for (const number of [1, 2]) {
      bench.double.failNext('unavailable')
      const lost = poster.post(address, CHARTED, { key: 'k', number })
      await expect(lost).rejects.toMatchObject({ code: 'unavailable' })
    }
    expect(filesSent().length).toBeGreaterThan(0)
    const sent = filesSent().length
    await poster.post(address, CHARTED, { key: 'k', number: 3 })
    expect(filesSent()).toHaveLength(sent)
    expect(visible()).toEqual([expect.stringContaining('█')])
  })

  it('is asked for once a chart, and not where there is none', async () => {
    const asked: Chart[] = []
    await posted(async chart => {
      asked.push(chart)
      return { png: PNG }
    })
    expect(asked).toEqual([SAMPLE_CHART])
  })
})
