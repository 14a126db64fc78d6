// Has the charts of a reply drawn, within a time limit; without a picture a chart is told in text.
import type { Chart, Reply } from '#magnets'
import { MAX_PICTURE_BYTES } from './component-pages.ts'
import type { Log } from './log.ts'
import { chartsOf, NO_PICTURES, type Pictures } from './pieces.ts'

/** Draws a chart, or resolves without where it can't. */
export type Draw = (chart: Chart) => Promise<{ readonly png: Uint8Array } | undefined>

/** The first chart of a process also waits for what draws it to load. */
const DRAW_MS = 5000

/** Never rejects. */
export async function drawPictures(
  reply: Reply,
  draw: Draw | undefined,
  log: Log,
): Promise<Pictures> {
  const charts = chartsOf(reply.parts)
  if (draw === undefined || charts.length === 0) return NO_PICTURES
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => {
    log.warn({ limitMs: DRAW_MS }, 'a chart took too long to draw: it goes out as text')
    resolve(undefined)
  }, DRAW_MS)
  const drawn = charts.map(async chart => {
    const picture = await Promise.race([draw(chart), late]).catch((error: unknown) => {
      log.warn({ err: error }, 'a chart could not be drawn: it goes out as text')
    })
    return [chart, picture?.png] as const
  })
  const pictures = (await Promise.all(drawn)).flatMap(([chart, png]) => {
    const usable = png !== undefined && png.length > 0 && png.length <= MAX_PICTURE_BYTES
    return usable ? [[chart, png] as const] : []
  })
  clearTimeout(timer)
  return new Map(pictures)
}
