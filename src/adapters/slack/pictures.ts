// Charts that Slack can't draw truly, drawn here and uploaded; without a picture a chart is told in text.
//
// A file is shared with no channel: alone it is the app's, and nobody sees it but where an answer
// shows it. It has to be there before the message that shows it.
import type { webApi } from '@slack/bolt'
import type { Attempt, Chart, Reply } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import type { Log } from './log.ts'
import { forbidsFiles, isGoneFile } from './platform-error.ts'
import { chartsToDraw } from './render.ts'
import type { Pictures } from './reply-blocks.ts'
import { uploadPicture } from './upload-picture.ts'

/** Draws a chart, or resolves without where it can't. */
export type Draw = (chart: Chart) => Promise<{ readonly png: Uint8Array } | undefined>

/** An answer in text now is better than a picture later. */
const PICTURES_MS = 6000
/** From this try on charts go out as text: a picture may be what an outage does not let through. */
const TRIES_WITH_PICTURES = 2
/** A scope comes with a new installation, which tells us nothing. */
const FORBIDDEN_MS = 10 * 60_000

export interface PicturesOptions {
  /** Default: nothing is drawn. */
  readonly draw?: Draw | undefined
  /** For drawing and uploading together. Default: 6,000. */
  readonly picturesMs?: number | undefined
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly log: Log
}

/** For whom, and for which try. */
export interface Errand {
  readonly client: webApi.WebClient
  readonly install: string | undefined
  readonly attempt: Attempt
}

export interface PictureDesk {
  /** The pictures of a reply's charts; never rejects. A further try gets what an earlier one has uploaded. */
  of(reply: Reply, errand: Errand): Promise<Pictures>
  /** The answer stands, or is gone: all files that were uploaded for it, of which nothing is remembered any more. */
  done(key: string): readonly string[]
  /** Takes files away that no message shows any more; never rejects. */
  discard(client: webApi.WebClient, files: readonly string[]): Promise<void>
}

const NONE: Pictures = new Map()

export function createPictureDesk(options: PicturesOptions): PictureDesk {
  const { draw, log, now, picturesMs = PICTURES_MS } = options
  const forbidden = createRecentValues<number>()
  /** What earlier tries have uploaded, by the chart in full. */
  const uploaded = createRecentValues<Map<string, string>>()

  return {
    async of(reply, { client, install = '', attempt }) {
      if (draw === undefined || attempt.number > TRIES_WITH_PICTURES) return NONE
      if ((forbidden.get(install) ?? 0) > now()) return NONE
      const charts = chartsToDraw(reply)
      if (charts.size === 0) return NONE
      const before = uploaded.get(attempt.key) ?? new Map<string, string>()
      uploaded.set(attempt.key, before)
      const signal = AbortSignal.timeout(picturesMs)
      const made = [...charts].map(async ([place, chart]) => {
        const known = before.get(JSON.stringify(chart))
        if (known !== undefined) return [[place, known] as const]
        try {
          const id = await inTime(signal, picture(chart, { client, draw, signal }))
          if (id !== undefined) before.set(JSON.stringify(chart), id)
          return id === undefined ? [] : [[place, id] as const]
        } catch (error) {
          if (forbidsFiles(error)) forbidden.set(install, now() + FORBIDDEN_MS)
          log.warn({ err: error, key: attempt.key }, 'no picture of a chart: it goes out as text')
          return []
        }
      })
      return new Map((await Promise.all(made)).flat())
    },
    done(key) {
      const files = [...(uploaded.get(key)?.values() ?? [])]
      uploaded.delete(key)
      return files
    },
    async discard(client, files) {
      for (const file of files) {
        try {
          await client.files.delete({ file })
        } catch (error) {
          if (!isGoneFile(error)) log.warn({ err: error, file }, 'a picture was left at Slack')
        }
      }
    },
  }

  async function picture(
    chart: Chart,
    { client, draw, signal }: Pick<Errand, 'client'> & { draw: Draw; signal: AbortSignal },
  ): Promise<string | undefined> {
    const drawn = await draw(chart)
    signal.throwIfAborted()
    if (drawn === undefined || drawn.png.length === 0) return undefined
    const of = { png: drawn.png, alt: chart.alt, title: chart.title }
    return uploadPicture(of, { client, fetch: options.fetch, signal })
  }
}

/** The promise's result, unless time is up before. */
async function inTime<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>()
  const end = (): void => reject(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([promise, over])
  } finally {
    signal.removeEventListener('abort', end)
  }
}
