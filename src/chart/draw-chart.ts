// A chart as a picture: specification, then SVG, then PNG, without a browser and without any network.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { loader, logger, parse, View } from 'vega'
import { compile } from 'vega-lite'
import type { Chart, Quantity, Unit } from '#magnets'
import { chartSpec } from './chart-spec.ts'
import { FONT, THEMES, type Theme } from './themes.ts'

export interface DrawOptions {
  readonly theme: Theme
  /** A figure as text, with its hedge and unit. */
  format(quantity: Quantity): string
  /** By its id; undefined where it is not known any more. */
  unit(id: string): Unit | undefined
}

export interface Picture {
  readonly png: Uint8Array
  /** Of the picture in pixels, which are two to a point. */
  readonly width: number
  readonly height: number
}

/** Phones show pictures at twice the points that they say. */
const SCALE = 2

/** Rejects where a chart has nothing to draw. */
export async function drawChart(chart: Chart, options: DrawOptions): Promise<Picture> {
  const svg = await chartSvg(chart, options)
  const drawn = new Resvg(svg, {
    background: THEMES[options.theme].paper,
    fitTo: { mode: 'zoom', value: SCALE },
    // Letters of a font that is not found vanish without a word, so that it is named by its file.
    font: { fontFiles: [...FONT_FILES], loadSystemFonts: false, defaultFontFamily: FONT },
  }).render()
  return { png: drawn.asPng(), width: drawn.width, height: drawn.height }
}

export async function chartSvg(chart: Chart, options: DrawOptions): Promise<string> {
  const { spec } = compile(chartSpec(chart, options), { logger: SILENT })
  const view = new View(parse(spec), { renderer: 'none', loader: CLOSED, logger: SILENT })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

const require = createRequire(import.meta.url)
const FOLDER = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const FONT_FILES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(file => join(FOLDER, file))

const SILENT = logger(0)

/** A specification of ours names no address; one that got in by a mistake must not be asked for. */
const CLOSED = Object.assign(loader(), {
  load: () => Promise.reject(new Error('charts load nothing')),
  sanitize: () => Promise.reject(new Error('charts link to nothing')),
})
