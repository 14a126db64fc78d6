// Charts that Slack can't draw truly: uploaded as pictures, told in text where that fails, and seen nowhere else.
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Chart, Hedge, Reply } from '#magnets'
import {
  channelAddress,
  respondAddress,
  standingAddress,
} from '../../../src/adapters/slack/address.ts'
import type { Draw } from '../../../src/adapters/slack/pictures.ts'
import { drawChart } from '../../../src/chart/draw-chart.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { connectSlack } from './bench.ts'
import { CHANNEL, DIRECT } from './payloads.ts'
import { visibleText } from './visible-text.ts'

const point = (label: string, amount?: number, hedge: Hedge = 'exact') => ({
  ...{ label, facts: [] },
  ...(amount === undefined ? {} : { quantity: { amount, unit: 't', hedge } }),
})
/** A figure is missing, so that Slack's own chart would not do. */
const PEARS: Chart = {
  ...{ kind: 'bar', title: 'Pears' },
  alt: 'Pears: more than 30 t in A, 90 t in B, not stated in C.',
  series: [{ name: 'Pears', points: [point('A', 30, 'more than'), point('B', 90), point('C')] }],
}
const PLUMS: Chart = { ...PEARS, title: 'Plums', alt: 'Plums: nearly 5 t in A.' }
const OWN: Chart = {
  ...PEARS,
  series: [{ name: 'Pears', points: [point('A', 30), point('B', 90)] }],
}
const charted = (...charts: Chart[]): Reply =>
  sampleReply('Here they are.', { parts: charts.map(chart => ({ kind: 'chart', chart })) })

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])
const ADDRESS = channelAddress({ channel: CHANNEL }, '1749000000.000100')
const BARS = /█/

async function desk(draw: Draw = async () => ({ png: PNG }), picturesMs = 6000) {
  let ahead = 0
  const drawn: Chart[] = []
  const counted: Draw = chart => {
    drawn.push(chart)
    return draw(chart)
  }
  const now = () => Date.now() + ahead
  const bench = await connectSlack('http', recordingCore(), { draw: counted, picturesMs, now })
  onTestFinished(() => bench.close())
  const { double, adapter, lines } = bench
  const { workspace } = double
  const post = (reply: Reply, number = 1, address = ADDRESS, key = 'question') =>
    adapter.poster.post(JSON.parse(JSON.stringify(address)), reply, { key, number })
  return {
    ...{ bench, double, workspace, post, drawn },
    warnings: () => lines.filter(({ level }) => level === 'warn').map(({ message }) => message),
    images: () =>
      workspace.messages.flatMap(({ blocks = [] }) =>
        blocks.map(block => Object(block)).filter(({ type }) => type === 'image'),
      ),
    seen: () => workspace.messages.map(visibleText).join('\n'),
    files: () => [...workspace.files.values()],
    calls: (method: string) => workspace.calls.filter(call => call.method === method).length,
    wait: (ms: number) => {
      ahead += ms
    },
  }
}

describe('a chart that Slack can not draw', () => {
  it('is uploaded and shown within its answer, with every figure in words', async () => {
    const { post, images, files, seen } = await desk()
    const at = await post(charted(PEARS))
    expect(images()).toEqual([
      { type: 'image', slack_file: { id: files()[0]?.id }, alt_text: PEARS.alt },
    ])
    expect(files()).toMatchObject([{ state: 'there', altText: PEARS.alt, length: PNG.length }])
    expect([...(files()[0]?.bytes ?? [])]).toEqual([...PNG])
    expect(at.ids.pictures).toBe(files()[0]?.id)
    expect(seen()).not.toMatch(BARS)
    expect(seen().split('more than 30 t in A').length).toBe(3)
  })

  it('is the picture that the room for charts draws', async () => {
    const format = (quantity: { amount: number; hedge: Hedge }) =>
      `${quantity.hedge} ${quantity.amount} t`
    const { post, files } = await desk(chart =>
      drawChart(chart, { theme: 'light', format, unit: () => undefined }),
    )
    await post(charted(PEARS))
    expect(
      Buffer.from(files()[0]?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })

  it('is shared with no channel, so that it is seen in its answer alone', async () => {
    const { post, files } = await desk()
    await post(charted(PEARS))
    expect(files()[0]?.sharedWith).toEqual([])
  })

  it('stands beside those that Slack draws, which are not uploaded', async () => {
    const { post, files, drawn, images } = await desk()
    await post(charted(OWN, PEARS, OWN, PLUMS))
    expect(drawn.map(({ title }) => title)).toEqual(['Pears', 'Plums'])
    expect(images().map(({ alt_text }) => alt_text)).toEqual([PEARS.alt, PLUMS.alt])
    expect(files()).toHaveLength(2)
  })

  it('is told in text where its figures are more than a description takes', async () => {
    const { post, files, seen } = await desk()
    await post(charted({ ...PEARS, alt: 'A figure. '.repeat(250) }))
    expect(files()).toEqual([])
    expect(seen()).toMatch(BARS)
  })

  it('may be described at more length in its answer than as a file', async () => {
    const { post, images, files } = await desk()
    const alt = `${'A figure. '.repeat(150)}The last one.`
    await post(charted({ ...PEARS, alt }))
    expect(images()[0]?.alt_text).toBe(alt)
    expect(files()[0]?.altText.length).toBeLessThanOrEqual(1000)
  })

  it('waits until Slack has looked the file through', async () => {
    const { post, workspace, images, files, calls } = await desk()
    workspace.filesNotReady = 2
    await post(charted(PEARS))
    expect(images()).toHaveLength(1)
    expect(calls('chat.postMessage')).toBe(3)
    expect(files()).toMatchObject([{ state: 'there' }])
  })
})

describe('the answer arrives in text', () => {
  const METHODS = ['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal']

  it.for(METHODS)('where %s fails, and nothing is left behind', async method => {
    for (const failure of [
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429, retryAfterSeconds: 30 },
      { kind: 'error', error: 'internal_error' },
      { kind: 'cut' },
    ] as const) {
      const { post, double, seen, images, warnings, calls } = await desk()
      double.failNext(method, failure)
      const at = await post(charted(PEARS))
      expect(seen()).toMatch(BARS)
      expect(seen()).toContain('more than 30 t in A')
      expect(images()).toEqual([])
      expect(at.ids).not.toHaveProperty('pictures')
      expect(warnings()).toContain('no picture of a chart: it goes out as text')
      expect(calls('chat.postMessage')).toBe(1)
    }
  })

  it.for(METHODS)('where %s takes too long, and no file comes of it later', async method => {
    const { post, double, seen, files } = await desk(undefined, 200)
    const { promise, resolve } = Promise.withResolvers<void>()
    double.failNext(method, { kind: 'slow', until: () => promise, done: 'late' })
    const at = await post(charted(PEARS))
    expect(seen()).toMatch(BARS)
    expect(at.ids).not.toHaveProperty('pictures')
    resolve()
    await expect.poll(() => files().length).toBe(1)
    await setTimeout(50)
    // Of the last call nobody can say whether it goes through.
    const last = method === 'files.completeUploadExternal'
    expect(files()[0]?.state).not.toBe(last ? 'deleted' : 'there')
  })

  it.for<[string, Draw]>([
    ['the drawer rejects', () => Promise.reject(new Error('no font'))],
    ['the drawer draws nothing', async () => undefined],
    ['the picture is empty', async () => ({ png: new Uint8Array() })],
  ])('where %s', async ([, draw]) => {
    const { post, seen, files } = await desk(draw)
    await post(charted(PEARS))
    expect(seen()).toMatch(BARS)
    expect(files()).toEqual([])
  })

  it('where Slack never takes the file in a message, which is then deleted', async () => {
    const { post, workspace, seen, files, images } = await desk()
    workspace.filesNotReady = 99
    const at = await post(charted(PEARS, OWN))
    expect(seen()).toMatch(BARS)
    expect(images()).toEqual([])
    // Slack's own chart stays: it was not what was refused.
    expect(JSON.stringify(workspace.messages)).toContain('data_visualization')
    expect(at.ids).not.toHaveProperty('pictures')
    await expect.poll(files).toMatchObject([{ state: 'deleted' }])
  })

  it('at once where the blocks are refused for another reason', async () => {
    const { post, double, seen, calls } = await desk()
    double.failNext('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })
    await post(charted(PEARS))
    expect(seen()).toMatch(BARS)
    // Beside the one that was refused.
    expect(calls('chat.postMessage')).toBe(1)
  })

  it.for(['missing_scope', 'file_uploads_disabled'])(
    'where files are not allowed (%s), which is not asked again for ten minutes',
    async error => {
      const { post, double, images, calls, drawn, wait } = await desk()
      double.failNext('files.getUploadURLExternal', { kind: 'error', error })
      await post(charted(PEARS))
      await post(charted(PEARS), 1, ADDRESS, 'another')
      expect(calls('files.getUploadURLExternal')).toBe(0)
      expect(drawn).toHaveLength(1)
      wait(10 * 60_000)
      await post(charted(PEARS), 1, ADDRESS, 'a third')
      expect(images()).toHaveLength(1)
    },
  )

  it('to a command and where an answer is shared, at whose address Slack takes no files', async () => {
    const { post, double, seen, files, workspace } = await desk()
    for (const visible of ['ephemeral', 'in_channel'] as const) {
      const url = double.responseUrl(CHANNEL)
      const address = respondAddress(
        { channel: CHANNEL },
        { url, visible, from: 'command' },
        Date.now(),
      )
      workspace.messages.length = 0
      await post(charted(PEARS), 1, address)
      expect(seen()).toMatch(BARS)
    }
    expect(files()).toEqual([])
  })
})

describe('a picture', () => {
  it('is not uploaded again by a further try', async () => {
    const { post, double, files, images, calls } = await desk()
    double.failNext('chat.postMessage', { kind: 'status', status: 503 })
    await expect(post(charted(PEARS))).rejects.toMatchObject({ code: 'unavailable' })
    await post(charted(PEARS), 2)
    expect(calls('upload')).toBe(1)
    expect(images()).toMatchObject([{ slack_file: { id: files()[0]?.id } }])
  })

  it('is given up by the third try, and deleted', async () => {
    const { post, double, files, seen } = await desk()
    for (const number of [1, 2]) {
      double.failNext('chat.postMessage', { kind: 'status', status: 503 })
      await expect(post(charted(PEARS), number)).rejects.toThrow()
    }
    await post(charted(PEARS), 3)
    expect(seen()).toMatch(BARS)
    await expect.poll(files).toMatchObject([{ state: 'deleted' }])
  })

  it('goes with its answer', async () => {
    const { post, bench, workspace, files } = await desk()
    const at = await post(charted(PEARS))
    await bench.adapter.poster.remove(at, 'question')
    expect(workspace.messages).toEqual([])
    expect(files()).toMatchObject([{ state: 'deleted' }])
  })

  it('gives way to that of the answer to an edit', async () => {
    const { post, images, files } = await desk()
    const at = await post(charted(PEARS))
    const again = await post(charted(PLUMS), 1, at, 'edited')
    expect(images()).toMatchObject([{ alt_text: PLUMS.alt, slack_file: { id: files()[1]?.id } }])
    await expect.poll(files).toMatchObject([{ state: 'deleted' }, { state: 'there' }])
    await post(sampleReply('None.'), 1, again, 'edited twice')
    await expect.poll(() => files().map(({ state }) => state)).toEqual(['deleted', 'deleted'])
  })

  it('takes the place of a table where one person sees the message', async () => {
    const { post, workspace, images } = await desk()
    await post(sampleReply('A table.'), 1, channelAddress({ channel: DIRECT }))
    const ts = workspace.messages[0]?.ts ?? ''
    await post(charted(PEARS), 1, standingAddress({ channel: DIRECT }, ts), 'press')
    expect(workspace.messages).toHaveLength(1)
    expect(images()).toHaveLength(1)
  })

  it('is left alone by a word about a button', async () => {
    const { post, files, images, workspace } = await desk()
    const at = await post(charted(PEARS))
    const aside = { ...at, ids: { ...at.ids, inPlace: 'yes' } }
    await post(sampleReply('It is gone.', { outcome: 'notice' }), 1, aside, 'press')
    expect(workspace.messages).toHaveLength(2)
    expect(images()).toHaveLength(1)
    expect(files()).toMatchObject([{ state: 'there' }])
  })

  it('is not asked for where there is none to draw', async () => {
    const { post, drawn, workspace } = await desk()
    await post(charted(OWN))
    expect(drawn).toEqual([])
    expect(workspace.calls.map(({ method }) => method)).toEqual(['auth.test', 'chat.postMessage'])
  })
})
