// Reads what a request carries, up to a limit.
import type { IncomingMessage } from 'node:http'

/** Far above anything that a platform sends: 1 MiB. */
const MAX_BODY_BYTES = 1024 * 1024

/**
 * The body; or that it is larger than 1 MiB, or that the client went away with it. What is too large
 * is let run past unkept until the request's time is up: to close on a client that still writes would
 * take the refusal along.
 */
export function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'gone'> {
  if (Number(request.headers['content-length']) > MAX_BODY_BYTES) {
    return Promise.resolve('too large')
  }
  const { promise, resolve } = Promise.withResolvers<Buffer | 'too large' | 'gone'>()
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= MAX_BODY_BYTES) return void chunks.push(chunk)
    chunks.length = 0
    resolve('too large')
  })
  request.on('end', () => resolve(Buffer.concat(chunks)))
  request.on('error', () => resolve('gone'))
  request.on('close', () => resolve('gone'))
  return promise
}
