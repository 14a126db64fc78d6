// A line through its points, in their order along the bottom.
import { byValue, type FigureAxis } from './axis.ts'
import type { ChartRow } from './chart-rows.ts'
import { colourOf, figures } from './marks.ts'
import type { Colours } from './themes.ts'

/** Points. */
const PLOT_WIDTH = 420
const PLOT_HEIGHT = 260
const LETTER_WIDTH = 7.5
const COLUMN_PADDING = 16
const LABEL_DISTANCE = 10
/** Above and below the line, for figures and for what is not stated. */
const ROOM = 34

/** Those with a hedge are hollow; where the base is silent the line breaks, and that is said below. */
export function lineBody(rows: readonly ChartRow[], colours: Colours, axis: FigureAxis) {
  const { domain, log } = axis
  const labels = [...new Map(rows.map(({ lines }) => [lines.join(' '), lines]))]
  const data = rows.map(row => ({ ...row, label: row.lines.join(' '), silence: silenceOf(row) }))
  const x = {
    field: 'label',
    type: 'nominal',
    sort: labels.map(([label]) => label),
    title: null,
    axis: { labelAngle: 0, labelLimit: 0, grid: false, labelExpr: byValue(labels) },
  }
  const y = {
    field: 'amount',
    type: 'quantitative',
    title: axis.title,
    scale: { domain, nice: false, padding: ROOM, ...(log ? { type: 'log' } : {}) },
    axis: {
      ...{ labelColor: colours.faint, labelLimit: 0 },
      ...{ values: axis.values, labelExpr: axis.labelExpr },
    },
  }
  const color = colourOf(rows, colours)
  const widest = Math.max(...rows.flatMap(({ figure, lines }) => [figure, ...lines].map(lengthOf)))
  const said = (low: boolean) =>
    figures(
      colours,
      low ? { dy: LABEL_DISTANCE, baseline: 'top' } : { dy: -LABEL_DISTANCE, baseline: 'bottom' },
      { x, y, text: { field: 'figure' } },
    ).map(layer => ({
      ...layer,
      transform: [{ filter: `isValid(datum.amount) && ${isIn(lowest(rows), low)}` }],
    }))
  return {
    width: Math.max(PLOT_WIDTH, labels.length * (widest * LETTER_WIDTH + COLUMN_PADDING)),
    height: PLOT_HEIGHT,
    data: { values: data },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2, invalid: 'break-paths-filter-domains' },
        encoding: { x, y, color },
      },
      ...[true, false].map(exact => ({
        transform: [{ filter: `isValid(datum.amount) && (datum.end === "exact") === ${exact}` }],
        mark: {
          ...{ type: 'point', size: 70, strokeWidth: 2, opacity: 1 },
          ...(exact ? { filled: true } : { fill: colours.paper }),
        },
        encoding: { x, y, color },
      })),
      ...[true, false].flatMap(said),
      ...figures(
        colours,
        { baseline: 'bottom' },
        { x, y: { value: PLOT_HEIGHT - 4 }, text: { field: 'silence' } },
      ).map(layer => ({ ...layer, transform: [{ filter: '!isValid(datum.amount)' }] })),
    ],
  }
}

function silenceOf({ series, figure }: ChartRow): string {
  return series === '' ? figure : `${series}: ${figure}`
}

function lengthOf(words: string): number {
  return [...words].length
}

/** Of several figures of one column the lowest stands below its mark, so that two don't collide. */
function lowest(rows: readonly ChartRow[]): readonly string[] {
  const columns = Map.groupBy(rows, ({ lines }) => lines.join(' '))
  return [...columns.values()].flatMap(column => {
    const stated = column.filter(({ amount }) => amount !== undefined)
    const [first] = stated.toSorted((a, b) => (a.amount ?? 0) - (b.amount ?? 0))
    return stated.length < 2 || first === undefined ? [] : [first.row]
  })
}

function isIn(rows: readonly string[], wanted: boolean): string {
  return `(indexof(${JSON.stringify(rows)}, datum.row) >= 0) === ${wanted}`
}
