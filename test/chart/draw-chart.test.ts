// Charts as pictures: hedges that can be seen, figures in words, and nothing that a label could smuggle in.
import { describe, expect, it } from 'vitest'
import { type Chart, HEDGES, type Hedge, type Quantity, type Unit } from '#magnets'
import { axisTicks } from '../../src/chart/axis-ticks.ts'
import { brokenLabel, chartRows, needsLog } from '../../src/chart/chart-rows.ts'
import { chartSvg, drawChart } from '../../src/chart/draw-chart.ts'
import { THEMES, type Theme } from '../../src/chart/themes.ts'
import { BASE } from '../commands/command-desk.ts'
import { chartsOfCommands } from './charts-of-commands.ts'

const format = ({ amount, hedge }: Quantity): string =>
  `${hedge === 'exact' ? '' : `${hedge} `}${amount.toLocaleString('en-US')} t`

const UNITS: Readonly<Record<string, Unit>> = {
  t: { id: 't', singular: 'ton', plural: 'tons', aliases: [], dimension: 'mass' },
  rate: {
    id: 'rate',
    singular: 'ton a year',
    plural: 'tons a year',
    aliases: [],
    dimension: 'mass',
  },
  usd: { id: 'usd', singular: 'x', plural: 'x', prefix: '$', aliases: [], dimension: 'money' },
}
const unit = (id: string): Unit | undefined => UNITS[id]

const point = (label: string, amount?: number, hedge: Hedge = 'exact', unit = 't') => ({
  label,
  facts: [],
  ...(amount === undefined ? {} : { quantity: { amount, unit, hedge } }),
})

function chart(points: ReturnType<typeof point>[], more: Partial<Chart> = {}): Chart {
  return {
    kind: 'bar',
    title: 'Pears',
    alt: '',
    series: [{ name: 'x', points }],
    ...more,
  }
}

const svgOf = (given: Chart, theme: Theme = 'light') => chartSvg(given, { theme, format, unit })
const wordsIn = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)]
    .map(([, inner = '']) => inner.replace(/<\/?tspan[^>]*>/g, ' '))
    .join(' | ')
    .replace(/\s+/g, ' ')

describe('a chart', () => {
  it.each(HEDGES)('says every figure with its hedge and unit: %s', async hedge => {
    const words = wordsIn(await svgOf(chart([point('Apple', 1200, hedge)])))
    expect(words).toContain(format({ amount: 1200, unit: 't', hedge }))
    expect(words).toContain('Apple')
  })

  it('explains the ends that it has, and no others', async () => {
    const exact = wordsIn(await svgOf(chart([point('A', 1)])))
    expect(exact).not.toMatch(/band|end:|outline/)
    const open = wordsIn(await svgOf(chart([point('A', 1), point('B', 2, 'at least')])))
    expect(open).toContain('fading end: at least this figure')
    expect(open).not.toContain('outline')
    const ceiling = await svgOf(chart([point('A', 1, 'up to')]))
    expect(wordsIn(ceiling)).toContain('dashed outline: up to this figure')
    expect(ceiling).toContain('stroke-dasharray="4,3"')
    expect(await svgOf(chart([point('A', 1)]))).not.toContain('stroke-dasharray="4,3"')
  })

  it.each(HEDGES.filter(hedge => hedge !== 'exact'))(
    'explains an end by the hedge that is drawn so, and by no other: %s',
    async hedge => {
      const words = wordsIn(await svgOf(chart([point('A', 1), point('B', 2, hedge)])))
      expect(words.match(/(?:band|end|outline): (.*?) this figure/)?.[1]).toBe(hedge)
    },
  )

  it('names both hedges where two are drawn alike', async () => {
    const both = chart([point('A', 1, 'at least'), point('B', 2, 'more than'), point('C', 3)])
    expect(wordsIn(await svgOf(both))).toContain('fading end: at least or more than this figure')
  })

  it('says where the base is silent, in its place', async () => {
    const words = wordsIn(await svgOf(chart([point('A', 3), point('B'), point('C', 5)])))
    expect(words).toMatch(/A \| B \| C/)
    expect(words).toContain('not stated')
    await expect(svgOf(chart([point('B')]))).resolves.toContain('not stated')
  })

  it('draws figures that lie far apart on a scale that says so', async () => {
    const far = chart([point('A', 600), point('B', 300_000)])
    expect(needsLog(far)).toBe(true)
    expect(wordsIn(await svgOf(far))).toContain('logarithmic scale')
    const near = chart([point('A', 600), point('B', 60_000)])
    expect(needsLog(near)).toBe(false)
    expect(wordsIn(await svgOf(near))).not.toContain('logarithmic')
    expect(needsLog(chart([point('A', -1), point('B', 500)]))).toBe(false)
  })

  it('as a line breaks where the base is silent, and says so there', async () => {
    const svg = await svgOf(chart([point('A', 1), point('B'), point('C', 3)], { kind: 'line' }))
    expect(wordsIn(svg)).toContain('not stated')
    const paths = [...svg.matchAll(/<path aria-label[^>]* d="([^"]*)"/g)].map(([, d = '']) => d)
    expect(paths.some(d => /L/.test(d))).toBe(false)
    const whole = await svgOf(chart([point('A', 1), point('C', 3)], { kind: 'line' }))
    expect(whole).toMatch(/<path aria-label[^>]* d="M[^"]*L/)
  })

  it('as a line keeps the figures of one column apart', async () => {
    const series = [
      { name: 'x', points: [point('A', 100), point('B', 101)] },
      { name: 'y', points: [point('A', 99), point('B', 102)] },
    ]
    const svg = await svgOf({ ...chart([]), kind: 'line', series })
    const places = [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)"[^>]*>(\d+ t)</g)]
    const at = new Map(places.map(([, x, y, words = '']) => [words, [Number(x), Number(y)]]))
    for (const [one, other] of [
      ['100 t', '99 t'],
      ['101 t', '102 t'],
    ] as const) {
      const [a = 0, b = 0] = [at.get(one)?.[1], at.get(other)?.[1]]
      expect(Math.abs(a - b)).toBeGreaterThan(20)
    }
  })

  it('in groups says each name once, with its series together', () => {
    const series = [
      { name: 'x', points: [point('A', 1), point('B', 2)] },
      { name: 'y', points: [point('A', 3), point('B', 4)] },
    ]
    const rows = chartRows({ ...chart([]), kind: 'grouped-bar', series }, format)
    expect(rows.map(row => [row.lines.join(), row.series, row.amount])).toEqual([
      ['A', 'x', 1],
      ['', 'y', 3],
      ['B', 'x', 2],
      ['', 'y', 4],
    ])
  })

  it('on a logarithmic scale lets an open end reach no further than elsewhere', () => {
    const rows = chartRows(chart([point('A', 5, 'more than'), point('B', 300_000)]), format)
    expect(rows[0]?.reach).toBeLessThan(50)
    expect(rows[0]?.reach).toBeGreaterThan(5)
  })

  it.each(['bar', 'grouped-bar', 'line', 'share'] as const)('is drawn as a %s', async kind => {
    const { png, width, height } = await drawChart(
      chart([point('A', 30, 'less than'), point('B', 90, 'more than')], { kind }),
      { theme: 'dark', format, unit },
    )
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG')
    expect(width).toBeGreaterThan(600)
    expect(height).toBeGreaterThan(150)
    expect(png.length).toBeLessThan(300_000)
  })

  it('of shares never reaches beyond the whole', () => {
    const [row] = chartRows(chart([point('A', 95, 'more than')], { kind: 'share' }), format)
    expect(row?.reach).toBe(100)
  })

  it('without a point is refused', async () => {
    await expect(svgOf(chart([]))).rejects.toThrow('without points')
  })
})

describe('the letters of a chart', () => {
  it('are drawn: a longer label makes another picture', async () => {
    const drawn = async (label: string) =>
      (await drawChart(chart([point(label, 1)]), { theme: 'light', format, unit })).png.length
    expect(await drawn('WWWWWWWWWWWWWWWWWWWW')).toBeGreaterThan((await drawn('.')) + 500)
  })

  it.each([
    '</text><script>alert(1)</script>',
    '<image href="http://example.com/x.png"/>',
    '"]}[datum.value]',
    '&lt; & "quoted" \'single\'',
    `${'w'.repeat(500)}`,
    'right \u202eto left\u0007\u0000',
    '🧲 \ud800 half',
    '',
  ])('can be anything: %j', async label => {
    const given = chart([point(label, 3, 'about'), point('B', 4)], { title: label || 'x' })
    const svg = await svgOf(given)
    expect(svg).not.toMatch(/<script|<image|<[^>]*\shref="|[\u0000\u202e]/)
    const { png } = await drawChart(given, { theme: 'light', format, unit })
    expect(png.length).toBeGreaterThan(1000)
  })

  it('of a label stand on a few lines, and what is left out says so', () => {
    expect(brokenLabel('Stillwater plant at full scale (planned)')).toEqual([
      'Stillwater plant at full scale',
      '(planned)',
    ])
    const long = brokenLabel('word '.repeat(100))
    expect(long).toHaveLength(4)
    expect(long.at(-1)).toMatch(/…$/)
  })
})

describe('the unit of an axis', () => {
  const axisOf = async (given: Chart): Promise<string> => wordsIn(await svgOf(given))

  it('is said once, below its figures, where every figure has it', async () => {
    const words = await axisOf(chart([point('A', 30), point('B', 90), point('C')]))
    expect(words).toMatch(/0 \| 20 \| 40 \| 60 \| 80 \| tons/)
    expect(words).not.toContain('differ')
  })

  it.each(['bar', 'line'] as const)('is none where figures have several: %s', async kind => {
    const words = await axisOf(chart([point('A', 30), point('B', 90, 'exact', 'rate')], { kind }))
    expect(words).not.toContain('tons')
    expect(words).toContain('units differ: each figure has its own')
    expect(words).toMatch(/20 \| 40/)
  })

  it('stands at each mark where it is written as a sign', async () => {
    const money = ({ amount }: Quantity): string => `$${amount}`
    const given = chart([point('A', 40, 'exact', 'usd'), point('B', 90, 'exact', 'usd')])
    const svg = await chartSvg(given, { theme: 'light', format: money, unit })
    expect(wordsIn(svg)).toContain('$0 | $20 | $40')
  })

  it('never is one that a figure of a command lacks', async () => {
    for (const { chart: given, format: words } of await chartsOfCommands()) {
      const points = given.series.flatMap(series => series.points)
      const units = new Set(points.flatMap(({ quantity }) => quantity?.unit ?? []))
      const svg = wordsIn(await chartSvg(given, { theme: 'light', format: words, unit: BASE.unit }))
      const figures = points.flatMap(({ quantity }) => (quantity ? words(quantity) : []))
      const rest = figures.reduce((left, figure) => left.replaceAll(figure, ''), svg)
      const named = [...units].filter(id => rest.includes(BASE.unit(id)?.plural ?? '?'))
      expect(named.length === 0 || units.size === 1).toBe(true)
    }
  })
})

describe('the marks of an axis', () => {
  it.each([
    [[0, 100], false, [0, 20, 40, 60, 80, 100]],
    [[0, 1.2e9], false, [0, 2.5e8, 5e8, 7.5e8, 1e9]],
    [[-60, 80], false, [-50, 0, 50]],
    [[0, 0.3], false, [0, 0.1, 0.2, 0.3]],
    [[100, 300_000], true, [100, 1000, 10_000, 100_000]],
  ] as const)('of %j (log %s) are round: %j', (domain, log, ticks) => {
    expect(axisTicks([domain[0], domain[1]], log)).toEqual(ticks)
  })
})

describe('the colours', () => {
  const channel = (hex: string, at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.039_28 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const light = (hex: string): number =>
    0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)
  const contrast = (one: string, other: string): number => {
    const [high = 0, low = 0] = [light(one), light(other)].toSorted((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }

  it.each(Object.entries(THEMES))(
    'are readable on %s paper',
    (_, { paper, ink, faint, series }) => {
      for (const text of [ink, faint]) expect(contrast(text, paper)).toBeGreaterThanOrEqual(4.5)
      for (const colour of series) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3)
    },
  )
})

describe('charts of the commands', () => {
  it('are drawn with every figure of theirs in words', async () => {
    const charts = await chartsOfCommands()
    expect(charts.length).toBeGreaterThan(2)
    for (const { chart: given, format: words } of charts) {
      const svg = wordsIn(await chartSvg(given, { theme: 'light', format: words, unit: BASE.unit }))
      for (const { quantity } of given.series.flatMap(({ points }) => points)) {
        expect(svg).toContain(quantity === undefined ? 'not stated' : words(quantity))
      }
    }
  })
})
