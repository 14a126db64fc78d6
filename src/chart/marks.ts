// What bars and lines have in common: colours by series, and figures that can be read on whatever they lie.
import type { ChartRow } from './chart-rows.ts'
import { type Colours, FONT, FONT_SIZE } from './themes.ts'

export function colourOf(rows: readonly ChartRow[], colours: Colours) {
  const names = [...new Set(rows.map(({ series }) => series))]
  const range = names.map((_, index) => colours.series[index % colours.series.length])
  const legend = names.length > 1 ? { orient: 'bottom' } : null
  return { field: 'series', type: 'nominal', sort: null, scale: { domain: names, range }, legend }
}

/** Figures in ink, with a rim of paper below them that keeps grid and lines away from the letters. */
export function figures(
  colours: Colours,
  mark: Readonly<Record<string, unknown>>,
  encoding: Readonly<Record<string, unknown>>,
): readonly object[] {
  const text = { type: 'text', font: FONT, fontSize: FONT_SIZE, limit: 0, ...mark }
  const rim = { color: colours.paper, stroke: colours.paper, strokeWidth: 5, strokeJoin: 'round' }
  return [rim, { color: colours.ink }].map(look => ({ mark: { ...text, ...look }, encoding }))
}
