// A chart as a picture that was uploaded, described in full, with its figures and sources in words below.
import type { Chart, Citation } from '#magnets'
import type { Block } from './block.ts'
import { isBlank } from './clean-reply.ts'
import { LIMITS } from './limits.ts'
import { chartWords } from './lower-chart.ts'

/** A picture may stand only where its description holds every figure. */
export function isDescribed({ alt }: Chart): boolean {
  return !isBlank(alt) && alt.length <= LIMITS.imageAlt
}

export function pictureBlocks(chart: Chart, file: string, citations: readonly Citation[]): Block[] {
  const image = { type: 'image', slack_file: { id: file }, alt_text: chart.alt } as const
  return [image, ...chartWords(chart, citations)]
}
