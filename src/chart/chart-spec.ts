// A chart's specification for Vega-Lite: bars with the ends that their hedges allow, or a line through its points.
import type { TopLevelSpec } from 'vega-lite'
import type { Chart } from '#magnets'
import { figureAxis } from './axis.ts'
import { barBody } from './bar-body.ts'
import { brokenLines, type ChartRow, chartRows } from './chart-rows.ts'
import type { DrawOptions } from './draw-chart.ts'
import { lineBody } from './line-body.ts'
import { FONT, FONT_SIZE, THEMES } from './themes.ts'

/** Points. */
const MARGIN = 16
const TITLE_SIZE = 14

/** How an end looks; what it means are the hedges that are drawn so. */
const LOOKS = {
  near: 'light band',
  below: 'light end',
  open: 'fading end',
  ceiling: 'dashed outline',
} as const
/** Where a thin line leads to a mark. */
const LOOKS_ON_LOG = { open: LOOKS.open, ceiling: 'light line' } as const

export function chartSpec(chart: Chart, options: DrawOptions): TopLevelSpec {
  const colours = THEMES[options.theme]
  const rows = chartRows(chart, options.format)
  if (rows.length === 0) throw new Error('a chart without points can not be drawn')
  const axis = figureAxis(chart, rows, options)
  const isLine = chart.kind === 'line'
  const body = isLine ? lineBody(rows, colours, axis) : barBody(rows, colours, axis)
  return {
    ...body,
    background: colours.paper,
    padding: MARGIN,
    title: {
      text: brokenLines(chart.title, TITLE_LETTERS),
      subtitle: [
        ...(isLine || axis.log ? hollowNote(rows) : []),
        ...(isLine ? [] : notesOf(rows, axis.log)),
        ...(axis.mixed ? [MIXED_NOTE] : []),
        ...(axis.log ? [LOG_NOTE] : []),
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
      legend: {
        ...{ labelFont: FONT, labelColor: colours.ink, labelFontSize: FONT_SIZE, title: null },
        // The ink of a dashed outline is none of the series' colours.
        symbolStrokeWidth: 0,
      },
    },
  } as TopLevelSpec
}

const LOG_NOTE = 'logarithmic scale: each step is ten times the one before'
const MIXED_NOTE = 'units differ: each figure has its own'
const TITLE_LETTERS = 60

/** What the ends mean, of those that are there. */
function notesOf(rows: readonly ChartRow[], log: boolean): readonly string[] {
  return Object.entries(log ? LOOKS_ON_LOG : LOOKS).flatMap(([end, look]) => {
    const hedges = new Set(rows.flatMap(row => (row.end === end ? (row.hedge ?? []) : [])))
    return hedges.size === 0 ? [] : [`${look}: ${EITHER.format(hedges)} this figure`]
  })
}

const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' })

function hollowNote(rows: readonly ChartRow[]): readonly string[] {
  return rows.some(({ end }) => end !== 'exact') ? ['hollow mark: not an exact figure'] : []
}
