// A chart as Slack's own, where that can show it truly; its labels carry the hedges that Slack can't draw.
import type { Chart, ChartPoint, Citation } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, context, heading } from './block.ts'
import { withMarks } from './cite.ts'
import { cutText } from './cut-text.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'

/** Not in the SDK's types: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualization {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: {
    readonly type: 'bar' | 'line'
    readonly series: readonly {
      readonly name: string
      readonly data: readonly { readonly label: string; readonly value: number }[]
    }[]
    readonly axis_config: { readonly categories: readonly string[] }
  }
}

/** Slack's scale is linear: smaller figures than this share of the largest can't be seen on it. */
const SMALLEST_SHARE = 1 / 100

/** Undefined where Slack's chart would hide a figure, leave a gap out or cut a hedge off. */
export function nativeChart(chart: Chart, citations: readonly Citation[]): Block[] | undefined {
  const rows = categoriesOf(chart)
  const series = chart.series.map(({ name }) => name.replace(/\s+/g, ' ').trim() || 'Figures')
  const fits =
    rows !== undefined &&
    series.length <= LIMITS.chartSeries &&
    series.every(name => name.length <= LIMITS.chartLabel) &&
    new Set(series).size === series.length &&
    isSeen(chart)
  if (!fits || rows === undefined) return undefined
  const block: DataVisualization = {
    type: 'data_visualization',
    title: cutText(chart.title, LIMITS.chartTitle) || 'Chart',
    chart: {
      type: chart.kind === 'line' ? 'line' : 'bar',
      series: chart.series.map(({ points }, index) => ({
        name: series[index] ?? '',
        data: points.map(({ quantity }, at) => ({
          label: rows[at]?.category ?? '',
          value: quantity?.amount ?? 0,
        })),
      })),
      axis_config: { categories: rows.map(({ category }) => category) },
    },
  }
  const facts = chart.series.flatMap(({ points }) => points.flatMap(point => point.facts))
  const keys = rows.flatMap(({ category, key }) => (key === undefined ? [] : `${category}: ${key}`))
  const words = [
    ...(keys.length === 0 ? [] : [keys.join('; ')]),
    withMarks(chart.alt, facts, citations),
  ]
  return [
    ...(chart.title.length > LIMITS.chartTitle ? [heading(chart.title)] : []),
    block as unknown as Block,
    ...words
      .flatMap(text => splitText(text, LIMITS.contextText, escapedLength))
      .map(text => context(escapeMrkdwn(text))),
  ]
}

interface Category {
  readonly category: string
  /** What the category stands for, where it is only a number. */
  readonly key?: string
}

/** Every series must have a figure for every category; hedges of one category must agree. */
function categoriesOf({ series }: Chart): readonly Category[] | undefined {
  const [first] = series
  const labels = first?.points.map(({ label }) => label) ?? []
  const all = series.flatMap(({ points }) => points)
  const same = series.every(({ points }) => points.every(({ label }, at) => label === labels[at]))
  const whole = series.every(({ points }) => points.length === labels.length)
  if (labels.length === 0 || labels.length > LIMITS.chartCategories) return undefined
  if (!same || !whole || all.some(({ quantity }) => quantity === undefined)) return undefined
  if (new Set(all.map(({ quantity }) => quantity?.unit)).size > 1) return undefined
  const hedges = labels.map((_, at) => hedgeAt(series.map(({ points }) => points[at])))
  if (hedges.includes(undefined)) return undefined
  const long = labels.map((label, at) => [label.replace(/\s+/g, ' ').trim(), hedges[at]])
  const named = long.map(parts => parts.filter(part => part !== '').join(', '))
  const short = named.every(name => name !== '' && name.length <= LIMITS.chartLabel)
  if (short && new Set(named).size === named.length) return named.map(category => ({ category }))
  return labels.map((label, at) => {
    const category = [String(at + 1), hedges[at]].filter(part => part !== '').join(', ')
    return { category, key: label }
  })
}

/** Empty for exact figures; undefined where they differ. */
function hedgeAt(points: readonly (ChartPoint | undefined)[]): string | undefined {
  const hedges = new Set(points.map(point => point?.quantity?.hedge))
  const [hedge] = hedges
  if (hedges.size !== 1 || hedge === undefined) return undefined
  return hedge === 'exact' ? '' : hedge
}

/** No figure too small to be seen, none that is no number. */
function isSeen({ series }: Chart): boolean {
  const sizes = series.flatMap(({ points }) =>
    points.map(({ quantity }) => Math.abs(quantity?.amount ?? 0)),
  )
  const most = Math.max(...sizes)
  return sizes.every(size => Number.isFinite(size) && (size === 0 || size >= most * SMALLEST_SHARE))
}
