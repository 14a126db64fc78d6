// A chart as bars of text; its figures in words stand below, for those who can't see the bars.
import type { Chart, Citation } from '#magnets'
import { splitText } from '../split-text.ts'
import { barLines } from './bar-lines.ts'
import { type Block, context, preformatted } from './block.ts'
import { withMarks } from './cite.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import { packLines } from './pack-lines.ts'

/** Bars in one scale, then the chart's figures with hedges and units in words. */
export function lowerChart(chart: Chart, citations: readonly Citation[]): Block[] {
  const bars = packLines(barLines(chart), LIMITS.sectionText).map((text, index) =>
    preformatted(index === 0 ? chart.title : undefined, text),
  )
  return [...bars, ...chartWords(chart, citations)]
}

/** A chart's figures below it, with the numbers of its facts. */
export function chartWords({ alt, title, series }: Chart, citations: readonly Citation[]): Block[] {
  const facts = series.flatMap(({ points }) => points.flatMap(point => point.facts))
  // The title stands above already.
  const figures = alt.startsWith(`${title}. `) ? alt.slice(title.length + 2) : alt
  const words = splitText(withMarks(figures, facts, citations), LIMITS.contextText, escapedLength)
  return words.map(text => context(escapeMrkdwn(text)))
}
