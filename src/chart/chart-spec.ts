// A chart's specification for Vega-Lite: bars with the ends that their hedges allow, or a line through its points.
import type { TopLevelSpec } from 'vega-lite'
import type { Chart } from '#magnets'
import { axisTicks } from './axis-ticks.ts'
import {
  brokenLines,
  type ChartRow,
  chartRows,
  cleanWords,
  type End,
  needsLog,
} from './chart-rows.ts'
import type { DrawOptions } from './draw-chart.ts'
import { type Colours, FONT, THEMES } from './themes.ts'

/** Points. */
const MARGIN = 16
const PLOT_WIDTH = 420
const LINE_HEIGHT = 15
const ROW_PADDING = 14
const LINE_CHART_HEIGHT = 260
const FONT_SIZE = 12
const TITLE_SIZE = 14

/** How an end looks; what it means are the hedges that are drawn so. */
const LOOKS: Readonly<Record<Exclude<End, 'exact'>, string>> = {
  near: 'light band',
  below: 'light end',
  open: 'fading end',
  ceiling: 'dashed outline',
}

export function chartSpec(chart: Chart, { theme, format }: DrawOptions): TopLevelSpec {
  const colours = THEMES[theme]
  const rows = chartRows(chart, format)
  if (rows.length === 0) throw new Error('a chart without points can not be drawn')
  const log = needsLog(chart)
  const figure = (amount: number): string =>
    cleanWords(format({ amount, unit: chart.unit, hedge: 'exact' }))
  const draw = chart.kind === 'line' ? lineBody : barBody
  const body = draw(rows, colours, { chart, log, figure })
  return {
    ...body,
    background: colours.paper,
    padding: MARGIN,
    title: {
      text: brokenLines(chart.title, TITLE_LETTERS),
      subtitle: [
        ...(chart.kind === 'line' ? lineNotesOf(rows) : notesOf(rows)),
        ...(log ? [LOG_NOTE] : []),
      ],
      anchor: 'start',
      frame: 'bounds',
      font: FONT,
      subtitleFont: FONT,
      fontSize: TITLE_SIZE,
      subtitleFontSize: FONT_SIZE - 1,
      color: colours.ink,
      subtitleColor: colours.faint,
      offset: 12,
    },
    config: {
      font: FONT,
      view: { stroke: null },
      axis: {
        labelFont: FONT,
        titleFont: FONT,
        labelFontSize: FONT_SIZE,
        titleFontSize: FONT_SIZE - 1,
        titleFontWeight: 'normal',
        labelColor: colours.ink,
        titleColor: colours.faint,
        gridColor: colours.grid,
        domainColor: colours.grid,
        tickColor: colours.grid,
      },
      legend: { labelFont: FONT, labelColor: colours.ink, labelFontSize: FONT_SIZE, title: null },
    },
  } as TopLevelSpec
}

const LOG_NOTE = 'logarithmic scale: each step is ten times the one before'
const TITLE_LETTERS = 60

/** What the ends mean, of those that are there. */
function notesOf(rows: readonly ChartRow[]): readonly string[] {
  return (['near', 'below', 'open', 'ceiling'] as const).flatMap(end => {
    const hedges = new Set(rows.flatMap(row => (row.end === end ? (row.hedge ?? []) : [])))
    return hedges.size === 0 ? [] : [`${LOOKS[end]}: ${[...hedges].join(' or ')} this figure`]
  })
}

function lineNotesOf(rows: readonly ChartRow[]): readonly string[] {
  return rows.some(({ end }) => end !== 'exact') ? ['hollow mark: not an exact figure'] : []
}

interface BodyOptions {
  readonly chart: Chart
  readonly log: boolean
  /** A figure of the axis with its unit. */
  readonly figure: (amount: number) => string
}

/** From where to where the axis goes. */
function domainOf(rows: readonly ChartRow[], { chart, log }: BodyOptions): [number, number] {
  const sizes = rows.flatMap(({ amount, reach }) => [amount ?? [], reach ?? []].flat())
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (sizes.length === 0) return [0, 1]
  if (log) return [10 ** Math.floor(Math.log10(least)), most]
  if (chart.kind === 'share' && least >= 0 && most <= 100) return [0, 100]
  return [Math.min(0, least), Math.max(0, most)]
}

/** One row a point: its label, its bar, and the figure behind the bar. */
function barBody(rows: readonly ChartRow[], colours: Colours, options: BodyOptions) {
  const { log } = options
  const tallest = Math.max(...rows.map(({ lines }) => lines.length))
  const domain = domainOf(rows, options)
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
    title: null,
    scale: { domain, nice: false, ...(log ? { type: 'log' } : {}) },
    axis: {
      ...{ grid: true, labelColor: colours.faint, labelOverlap: true, labelLimit: 0 },
      ...axisOf(axisTicks(domain, log), options.figure),
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
      {
        mark: {
          ...{ type: 'text', align: 'left', baseline: 'middle', dx: 8 },
          ...{ font: FONT, fontSize: FONT_SIZE, color: colours.ink, limit: 0 },
        },
        encoding: { y, x: { ...x, field: 'behind' }, text: { field: 'figure' } },
      },
    ],
  }
}

/** Ticks with their figures, unit included. */
function axisOf(values: readonly number[], figure: (amount: number) => string) {
  return { values, labelExpr: byValue(values.map(value => [String(value), figure(value)])) }
}

/** An expression of Vega that looks a label up. */
function byValue(labels: readonly (readonly [string, string | readonly string[]])[]): string {
  return `${JSON.stringify(Object.fromEntries(labels))}[datum.value]`
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

function colourOf(rows: readonly ChartRow[], colours: Colours) {
  const names = [...new Set(rows.map(({ series }) => series))]
  const range = names.map((_, index) => colours.series[index % colours.series.length])
  const legend = names.length > 1 ? { orient: 'bottom' } : null
  return { field: 'series', type: 'nominal', sort: null, scale: { domain: names, range }, legend }
}

/** Points in their order along the bottom, joined; those with a hedge are hollow. */
function lineBody(rows: readonly ChartRow[], colours: Colours, options: BodyOptions) {
  const domain = domainOf(rows, options)
  const data = rows.map(row => ({ ...row, label: row.lines.join(' ') }))
  const x = {
    field: 'label',
    type: 'nominal',
    sort: data.map(({ label }) => label),
    title: null,
    axis: { labelAngle: -30, labelLimit: 0, grid: false },
  }
  const y = {
    field: 'amount',
    type: 'quantitative',
    title: null,
    scale: { domain, nice: false, ...(options.log ? { type: 'log' } : {}) },
    axis: {
      ...{ labelColor: colours.faint, labelLimit: 0 },
      ...axisOf(axisTicks(domain, options.log), options.figure),
    },
  }
  const color = colourOf(rows, colours)
  const stated = [{ filter: 'isValid(datum.amount)' }]
  return {
    width: Math.max(PLOT_WIDTH, rows.length * 60),
    height: LINE_CHART_HEIGHT,
    data: { values: data },
    layer: [
      { transform: stated, mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y, color } },
      ...[true, false].map(exact => ({
        transform: [...stated, { filter: `(datum.end === "exact") === ${exact}` }],
        mark: {
          ...{ type: 'point', size: 70, strokeWidth: 2, opacity: 1 },
          ...(exact ? { filled: true } : { fill: colours.paper }),
        },
        encoding: { x, y, color },
      })),
      {
        mark: {
          ...{ type: 'text', dy: -12, baseline: 'bottom' },
          ...{ font: FONT, fontSize: FONT_SIZE, color: colours.ink, limit: 0 },
        },
        encoding: { x, y, text: { field: 'figure' } },
      },
    ],
  }
}
