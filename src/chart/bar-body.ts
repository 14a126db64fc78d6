// Bars, one row a point: solid as far as the figure is sure, and beyond that as its hedge leaves it.
import { byValue, type FigureAxis } from './axis.ts'
import type { ChartRow } from './chart-rows.ts'
import { colourOf, figures } from './marks.ts'
import type { Colours } from './themes.ts'

/** Points. */
const PLOT_WIDTH = 420
const LINE_HEIGHT = 15
const ROW_PADDING = 14

/** One row a point: its label, its bar, and the figure behind the bar. */
export function barBody(rows: readonly ChartRow[], colours: Colours, axis: FigureAxis) {
  const { domain, log } = axis
  const tallest = Math.max(1, ...rows.map(({ lines }) => lines.length))
  const start = log ? domain[0] : 0
  const data = rows.map(row => {
    const behind = Math.max(row.amount ?? start, row.reach ?? start, start)
    return { ...row, start, behind }
  })
  const y = {
    field: 'row',
    type: 'nominal',
    // Layers that leave rows out would otherwise bring the others into an order of their own.
    sort: rows.map(({ row }) => row),
    title: null,
    axis: {
      labelExpr: byValue(rows.map(({ row, lines }) => [row, lines])),
      ...{ labelLimit: 0, labelLineHeight: LINE_HEIGHT, labelPadding: 8 },
      ...{ ticks: false, domain: false },
    },
  }
  const x = {
    type: 'quantitative',
    title: axis.title,
    scale: { domain, nice: false, ...(log ? { type: 'log' } : {}) },
    axis: {
      ...{ grid: true, labelColor: colours.faint, labelOverlap: true, labelLimit: 0 },
      ...{ labelFlush: false, titleAnchor: 'end', titleAlign: 'right', titlePadding: 6 },
      ...{ values: axis.values, labelExpr: axis.labelExpr },
    },
  }
  // On a logarithmic scale lengths mean nothing: a thin line leads to the mark that counts.
  const height = { band: log ? 0.08 : 0.62 }
  const bar = (filter: string, from: string, to: string, mark: object) => ({
    transform: [{ filter }],
    mark: { type: 'bar', height, ...mark },
    encoding: { y, x: { ...x, field: from }, x2: { field: to }, color: colourOf(rows, colours) },
  })
  const dots = {
    transform: [{ filter: 'isValid(datum.amount)' }],
    mark: { type: 'point', filled: true, size: 90, opacity: 1 },
    encoding: { y, x: { ...x, field: 'amount' }, color: colourOf(rows, colours) },
  }
  return {
    width: PLOT_WIDTH,
    height: rows.length * (tallest * LINE_HEIGHT + ROW_PADDING),
    data: { values: data },
    layer: [
      bar('isValid(datum.amount) && datum.end !== "ceiling"', 'start', 'solid', {}),
      // No more than the figure: the bar may end anywhere within the outline.
      bar('datum.end === "ceiling"', 'start', 'amount', {
        ...{ fillOpacity: 0.25, strokeDash: [4, 3], strokeWidth: 1.5, stroke: colours.ink },
      }),
      bar('datum.end === "near" || datum.end === "below"', 'solid', 'reach', { fillOpacity: 0.45 }),
      ...[0.55, 0.35, 0.18].map((fillOpacity, step) => fadingPart(bar, step, fillOpacity)),
      ...(log ? [dots] : []),
      ...figures(
        colours,
        { align: 'left', baseline: 'middle', dx: 8 },
        { y, x: { ...x, field: 'behind' }, text: { field: 'figure' } },
      ),
    ],
  }
}

/** An open end is drawn in three steps that grow fainter. */
function fadingPart(
  bar: (filter: string, from: string, to: string, mark: object) => object,
  step: number,
  fillOpacity: number,
) {
  const at = (part: number): string => `datum.amount + (datum.reach - datum.amount) * ${part} / 3`
  const part = bar('datum.end === "open"', `from${step}`, `to${step}`, { fillOpacity })
  const calculate = [
    { calculate: at(step), as: `from${step}` },
    { calculate: at(step + 1), as: `to${step}` },
  ]
  return { ...part, transform: [{ filter: 'datum.end === "open"' }, ...calculate] }
}
