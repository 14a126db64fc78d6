// A line through its points, in their order along the bottom.
import type { FigureAxis } from './axis.ts'
import type { ChartRow } from './chart-rows.ts'
import { colourOf, figures } from './marks.ts'
import type { Colours } from './themes.ts'

/** Points. */
const PLOT_WIDTH = 420
const POINT_WIDTH = 60
const PLOT_HEIGHT = 260

/** Points in their order along the bottom, joined; those with a hedge are hollow. */
export function lineBody(rows: readonly ChartRow[], colours: Colours, axis: FigureAxis) {
  const { domain, log } = axis
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
    title: axis.title,
    scale: { domain, nice: false, ...(log ? { type: 'log' } : {}) },
    axis: {
      ...{ labelColor: colours.faint, labelLimit: 0 },
      ...{ values: axis.values, labelExpr: axis.labelExpr },
    },
  }
  const color = colourOf(rows, colours)
  const stated = [{ filter: 'isValid(datum.amount)' }]
  return {
    width: Math.max(PLOT_WIDTH, rows.length * POINT_WIDTH),
    height: PLOT_HEIGHT,
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
      ...figures(colours, { dy: -12, baseline: 'bottom' }, { x, y, text: { field: 'figure' } }),
    ],
  }
}
