// The thread in which a document is read: its only word is the passages, or why there are none.
import { parentPort, workerData } from 'node:worker_threads'
import { UserError } from '#magnets'
import { loadDocument } from './load-document.ts'
import type { ThreadAnswer } from './read-document.ts'

parentPort?.postMessage(await answer(String(workerData)))

async function answer(path: string): Promise<ThreadAnswer> {
  try {
    return { document: await loadDocument(path) }
  } catch (error) {
    // The full stop is put there again on the other side.
    if (error instanceof UserError) return { refused: error.message.replace(/\.$/, '') }
    throw error
  }
}
