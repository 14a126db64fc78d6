// Reads a document on a thread of its own, which a bound on time and on memory can end.

import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReadDocument } from './load-document.ts'
import { cantRead } from './open-file.ts'

/** A document of the largest size takes seconds; what takes longer has been made to. */
export const DEFAULT_READ_TIMEOUT_MS = 60_000

/** Of the thread's own memory, in MiB. */
const MAX_MEMORY = 1024

/** What the thread says when it is done. */
export type ThreadAnswer =
  | { readonly document: ReadDocument }
  /** What is wrong with the file, for people. */
  | { readonly refused: string }

/** Throws a UserError that says what is wrong with the file. */
export async function readDocument(
  path: string,
  timeoutMs = DEFAULT_READ_TIMEOUT_MS,
): Promise<ReadDocument> {
  const name = basename(path)
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>()
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY },
  })
  const timer = setTimeout(() => {
    const seconds = Math.round(timeoutMs / 1000)
    reject(cantRead(`${name} could not be read within ${seconds} seconds`))
  }, timeoutMs)
  worker.once('message', resolve)
  worker.once('error', (error: NodeJS.ErrnoException) => {
    const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    reject(full ? cantRead(`${name} takes more memory to read than it may`, error) : error)
  })
  worker.once('exit', () => reject(new Error(`the thread that read ${name} ended early`)))
  try {
    const answer = await promise
    if ('refused' in answer) throw cantRead(answer.refused)
    return answer.document
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
