// An embedding model on loopback: speaks OpenAI's embeddings API to the real client; its vectors are hashed letters.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { gramVector } from './gram-vector.ts'

const request = z.object({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: z.int().optional(),
})

/** What goes wrong with a request; nothing where it is undefined. */
export type Trouble =
  /** Never answers. */
  | 'hang'
  /** Answers with this status. */
  | number
  /** Cuts the connection. */
  | 'cut'
  /** One vector fewer than texts. */
  | 'short'
  /** Words where numbers belong. */
  | 'words'

export interface EmbeddingsDouble {
  /** For a client's base address: ends with /v1. */
  readonly url: string
  /** The texts of each request. */
  readonly asked: readonly (readonly string[])[]
  /** The keys that came along. */
  readonly keys: ReadonlySet<string>
  /** From now on; undefined ends it. */
  trouble(next: Trouble | undefined): void
  close(): Promise<void>
}

export async function startEmbeddingsDouble(): Promise<EmbeddingsDouble> {
  let trouble: Trouble | undefined
  const asked: string[][] = []
  const keys = new Set<string>()
  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch(() => response.destroy())
  })
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.safeParse(await json(incoming))
    if (incoming.url !== '/v1/embeddings' || !body.success) {
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'no such request' } }))
      return
    }
    const { input, model, encoding_format } = body.data
    const texts = typeof input === 'string' ? [input] : input
    asked.push(texts)
    keys.add(incoming.headers.authorization ?? '')
    if (trouble === 'hang') return
    if (trouble === 'cut') {
      response.destroy()
      return
    }
    const type = { 'content-type': 'application/json' }
    if (typeof trouble === 'number') {
      response.writeHead(trouble, type)
      response.end(JSON.stringify({ error: { message: `status ${trouble} for ${texts[0]}` } }))
      return
    }
    const told = trouble === 'short' ? texts.slice(1) : texts
    const data = told.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: trouble === 'words' ? ['x'] : written(gramVector(text), encoding_format),
    }))
    response.writeHead(200, type)
    const usage = { prompt_tokens: texts.length, total_tokens: texts.length }
    response.end(JSON.stringify({ object: 'list', data, model, usage }))
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    keys,
    trouble(next) {
      trouble = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function written(vector: readonly number[], format: 'float' | 'base64' | undefined): unknown {
  if (format !== 'base64') return vector
  return Buffer.from(new Float32Array(vector).buffer).toString('base64')
}
