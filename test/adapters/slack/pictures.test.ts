// Charts that Slack can't draw truly: uploaded as pictures, told in text where that fails, and seen nowhere else.
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Hedge } from '#magnets'
import { respondAddress } from '../../../src/adapters/slack/address.ts'
import type { Draw } from '../../../src/adapters/slack/pictures.ts'
import { drawChart } from '../../../src/chart/draw-chart.ts'
import { CHANNEL } from './payloads.ts'
import { ADDRESS, BARS, charted, OWN, PEARS, PLUMS, PNG, pictureDesk } from './picture-desk.ts'

describe('a chart that Slack can not draw', () => {
  it('is uploaded and shown within its answer, with every figure in words', async () => {
    const { post, images, files, seen } = await pictureDesk()
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
    const { post, files } = await pictureDesk(chart =>
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
    const { post, files } = await pictureDesk()
    await post(charted(PEARS))
    expect(files()[0]?.sharedWith).toEqual([])
  })

  it('stands beside those that Slack draws, which are not uploaded', async () => {
    const { post, files, drawn, images } = await pictureDesk()
    await post(charted(OWN, PEARS, OWN, PLUMS))
    expect(drawn.map(({ title }) => title)).toEqual(['Pears', 'Plums'])
    expect(images().map(({ alt_text }) => alt_text)).toEqual([PEARS.alt, PLUMS.alt])
    expect(files()).toHaveLength(2)
  })

  it('is told in text where its figures are more than a description takes', async () => {
    const { post, files, seen } = await pictureDesk()
    await post(charted({ ...PEARS, alt: 'A figure. '.repeat(250) }))
    expect(files()).toEqual([])
    expect(seen()).toMatch(BARS)
  })

  it('may be described at more length in its answer than as a file', async () => {
    const { post, images, files } = await pictureDesk()
    const alt = `${'A figure. '.repeat(150)}The last one.`
    await post(charted({ ...PEARS, alt }))
    expect(images()[0]?.alt_text).toBe(alt)
    expect(files()[0]?.altText.length).toBeLessThanOrEqual(1000)
  })

  it('waits until Slack has looked the file through', async () => {
    const { post, workspace, images, files, calls } = await pictureDesk()
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
      const { post, double, seen, images, warnings, calls } = await pictureDesk()
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
    const { post, double, seen, files } = await pictureDesk(undefined, 200)
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
    const { post, seen, files } = await pictureDesk(draw)
    await post(charted(PEARS))
    expect(seen()).toMatch(BARS)
    expect(files()).toEqual([])
  })

  it('where Slack never takes the file in a message, which is then deleted', async () => {
    const { post, workspace, seen, files, images } = await pictureDesk()
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
    const { post, double, seen, calls } = await pictureDesk()
    double.failNext('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })
    await post(charted(PEARS))
    expect(seen()).toMatch(BARS)
    // Beside the one that was refused.
    expect(calls('chat.postMessage')).toBe(1)
  })

  it.for(['missing_scope', 'file_uploads_disabled'])(
    'where files are not allowed (%s), which is not asked again for ten minutes',
    async error => {
      const { post, double, images, calls, drawn, wait } = await pictureDesk()
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
    const { post, double, seen, files, workspace } = await pictureDesk()
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
