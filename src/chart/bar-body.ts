// Bars, one row a point: solid as far as the figure is sure, and beyond that as its hedge leaves it.
import { byValue, type FigureAxis } from './axis.ts'
import type { ChartRow } from './chart-rows.ts'
import { colourOf, figures } from './marks.ts'
import type { Colours } from './themes.ts'

/** Points. */
const PLOT_WIDTH = 420
const LINE_HEIGHT = 15
const ROW_PADDING = 14
const BAR_HEIGHT = 18
const FADES = [0.55, 0.35, 0.18]

/** One row a point: its label, its bar, and the figure behind the bar. */
export function barBody(rows: readonly ChartRow[], colours: Colours, axis: FigureAxis) {
  const { domain, log } = axis
  const tallest = Math.max(1, ...rows.map(({ lines }) => lines.length))
  const start = log ? domain[0] : 0
  const data = rows.map(row => {
    const behind = Math.max(row.amount ?? start, row.reach ?? start, start)
    return { ...row, start, behind, ...fadeOf(row, log) }
  })
  const y = {
    field: 'row',
    type: 'nominal',
    // Layers that leave rows out would otherwise bring the others into an order of their own.
    sort: rows.map(({ row }) => row),
    title: null,
    axis: {
      labelExpr: byValue(rows.map(({ row, lines }) => [row, lines])),
      ...{ labelLimit: 0, labelLineHeight: LINE_HEIGHT, labelPadding: log ? 12 : 8 },
      labelOffset: middleOf(rows),
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
  const height = log ? 3 : BAR_HEIGHT
  const bar = (filter: string, from: string, to: string, mark: object) => ({
    transform: [{ filter }],
    mark: { type: 'bar', height, ...mark },
    encoding: { y, x: { ...x, field: from }, x2: { field: to }, color: colourOf(rows, colours) },
  })
  // Hollow where the figure is not exact.
  const dots = [true, false].map(exact => ({
    transform: [{ filter: `isValid(datum.amount) && (datum.end === "exact") === ${exact}` }],
    mark: {
      ...{ type: 'point', size: 80, strokeWidth: 2, opacity: 1 },
      ...(exact ? { filled: true } : { fill: colours.paper }),
    },
    encoding: { y, x: { ...x, field: 'amount' }, color: colourOf(rows, colours) },
  }))
  const outline = { strokeDash: [4, 3], strokeWidth: 1.5, stroke: colours.ink }
  return {
    width: PLOT_WIDTH,
    height: rows.length * (tallest * LINE_HEIGHT + ROW_PADDING),
    data: { values: data },
    layer: [
      bar('isValid(datum.amount) && datum.end !== "ceiling"', 'start', 'solid', {}),
      // No more than the figure: the bar may end anywhere within the outline.
      bar('datum.end === "ceiling"', 'start', 'amount', {
        ...{ fillOpacity: log ? 0.45 : 0.25, ...(log ? {} : outline) },
      }),
      bar('datum.end === "near" || datum.end === "below"', 'solid', 'reach', { fillOpacity: 0.45 }),
      ...FADES.map((fillOpacity, step) =>
        bar('datum.end === "open"', `fade${step}`, `fade${step + 1}`, { fillOpacity }),
      ),
      ...(log ? dots : []),
      ...figures(
        colours,
        { align: 'left', baseline: 'middle', dx: log ? 12 : 8 },
        { y, x: { ...x, field: 'behind' }, text: { field: 'figure' } },
      ),
    ],
  }
}

/** An open end is drawn in steps that grow fainter: where each begins, and where the last one ends. */
function fadeOf({ amount, reach, end }: ChartRow, log: boolean): Readonly<Record<string, number>> {
  if (end !== 'open' || amount === undefined || reach === undefined) return {}
  const at = (part: number): number =>
    log ? amount * (reach / amount) ** part : amount + (reach - amount) * part
  const steps = Array.from({ length: FADES.length + 1 }, (_, step) => step)
  return Object.fromEntries(steps.map(step => [`fade${step}`, at(step / FADES.length)]))
}

/** Vega hangs a label by its first line; its middle belongs beside the bar. */
function middleOf(rows: readonly ChartRow[]) {
  const byLines = Map.groupBy(rows, ({ lines }) => lines.length)
  const condition = [...byLines].map(([lines, those]) => ({
    test: `indexof(${JSON.stringify(those.map(({ row }) => row))}, datum.value) >= 0`,
    value: (-Math.max(0, lines - 1) * LINE_HEIGHT) / 2,
  }))
  return { condition, value: 0 }
}
