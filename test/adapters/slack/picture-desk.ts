// Charts that Slack's own would not do for, and a bench to post them from with a drawer that counts.
import { onTestFinished } from 'vitest'
import type { Chart, Hedge, Reply } from '#magnets'
import { channelAddress } from '../../../src/adapters/slack/address.ts'
import type { Draw } from '../../../src/adapters/slack/pictures.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { connectSlack } from './bench.ts'
import { CHANNEL } from './payloads.ts'
import { visibleText } from './visible-text.ts'

const point = (label: string, amount?: number, hedge: Hedge = 'exact') => ({
  ...{ label, facts: [] },
  ...(amount === undefined ? {} : { quantity: { amount, unit: 't', hedge } }),
})
/** A figure is missing, so that Slack's own chart would not do. */
export const PEARS: Chart = {
  ...{ kind: 'bar', title: 'Pears' },
  alt: 'Pears: more than 30 t in A, 90 t in B, not stated in C.',
  series: [{ name: 'Pears', points: [point('A', 30, 'more than'), point('B', 90), point('C')] }],
}
export const PLUMS: Chart = { ...PEARS, title: 'Plums', alt: 'Plums: nearly 5 t in A.' }
export const OWN: Chart = {
  ...PEARS,
  series: [{ name: 'Pears', points: [point('A', 30), point('B', 90)] }],
}
export const charted = (...charts: Chart[]): Reply =>
  sampleReply('Here they are.', { parts: charts.map(chart => ({ kind: 'chart', chart })) })

export const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])
export const ADDRESS = channelAddress({ channel: CHANNEL }, '1749000000.000100')
export const BARS = /█/

export async function pictureDesk(draw: Draw = async () => ({ png: PNG }), picturesMs = 6000) {
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
