// A chart as bars of text; its figures in words stand below, for those who can't see the bars.
import type { Chart, Citation, Quantity } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, context, preformatted } from './block.ts'
import { withMarks } from './cite.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import { packLines } from './pack-lines.ts'

const BAR_WIDTH = 24
/** A longer label would push the bars out of a phone's window; the words below have it whole. */
const LABEL_WIDTH = 28

/** Bars in one scale, then the chart's figures with hedges and units in words. */
export function lowerChart(chart: Chart, citations: readonly Citation[]): Block[] {
  const facts = chart.series.flatMap(({ points }) => points.flatMap(point => point.facts))
  const bars = packLines(barLines(chart), LIMITS.sectionText).map((text, index) =>
    preformatted(index === 0 ? chart.title : undefined, text),
  )
  const words = splitText(withMarks(chart.alt, facts, citations), LIMITS.contextText, escapedLength)
  return [...bars, ...words.map(text => context(escapeMrkdwn(text)))]
}

function barLines({ series }: Chart): string[] {
  const several = series.length > 1
  const rows = series.flatMap(({ name, points }) =>
    points.map(({ label, quantity }) => ({
      label: clip(several ? `${label}, ${name}` : label),
      quantity,
    })),
  )
  const width = Math.max(0, ...rows.map(({ label }) => label.length))
  const most = Math.max(0, ...rows.map(({ quantity }) => Math.abs(quantity?.amount ?? 0)))
  return rows.map(({ label, quantity }) => {
    const head = label.padEnd(width)
    if (quantity === undefined) return `${head}  not stated`
    return `${head}  ${bar(quantity.amount, most)} ${figure(quantity)}`
  })
}

/** Something that is not nothing keeps at least one mark. */
function bar(amount: number, most: number): string {
  if (amount === 0 || most === 0) return ''
  return '█'.repeat(Math.max(1, Math.round((Math.abs(amount) / most) * BAR_WIDTH)))
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

function figure({ amount, hedge }: Quantity): string {
  const number = NUMBER.format(amount)
  return hedge === 'exact' ? number : `${hedge} ${number}`
}

const clip = (label: string): string =>
  label.length <= LABEL_WIDTH ? label : `${label.slice(0, LABEL_WIDTH - 1)}…`
