// A model on loopback: speaks OpenAI's chat API to the real clients, and says what a test makes it say.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const message = z.looseObject({ role: z.string(), content: z.unknown() })

const request = z.looseObject({
  model: z.string(),
  messages: z.array(message),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
  temperature: z.number().optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).optional(),
  response_format: z.looseObject({ type: z.string(), json_schema: z.unknown() }).optional(),
})

export type ChatRequest = z.infer<typeof request>

/** What the model does with one request. */
export type Saying =
  /** Answers in JSON, as the request's schema or tool wants it; 'untold' says nothing of tokens. */
  | {
      readonly json: unknown
      readonly tokens?:
        | 'untold'
        | { readonly input: number; readonly output: number; readonly cached?: number }
    }
  /** Answers with this text, whatever was wanted. */
  | { readonly text: string }
  /** Calls tools. */
  | { readonly calls: readonly { readonly name: string; readonly args: unknown }[] }
  /** Never answers. */
  | { readonly hang: true }
  /** Says a part of a text, then cuts the connection. */
  | { readonly half: string }
  /** Refuses, with this status. */
  | { readonly status: number; readonly retryAfter?: number }

/** `n` counts requests from 0. */
export type Script = (asked: ChatRequest, n: number) => Saying | Promise<Saying>

export interface ModelDouble {
  /** For a client's base address: ends with /v1. */
  readonly url: string
  readonly requests: readonly ChatRequest[]
  /** From now on. */
  play(script: Script): void
  close(): Promise<void>
}

const MAX_BODY = 4 * 1024 * 1024
/** A text is streamed in pieces of so many characters. */
const PIECE = 7

export async function startModelDouble(first: Script): Promise<ModelDouble> {
  let script = first
  const requests: ChatRequest[] = []
  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch(() => response.destroy())
  })
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions') {
      response.writeHead(404).end()
      return
    }
    const asked = request.parse(JSON.parse(await bodyOf(incoming)))
    requests.push(asked)
    await say(await script(asked, requests.length - 1), asked, response)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    play(next) {
      script = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > MAX_BODY) throw new Error('a request larger than any real one')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function say(saying: Saying, asked: ChatRequest, response: ServerResponse): Promise<void> {
  if ('hang' in saying) return
  if ('status' in saying) {
    const retry =
      saying.retryAfter === undefined ? {} : { 'retry-after': String(saying.retryAfter) }
    response.writeHead(saying.status, { 'content-type': 'application/json', ...retry })
    response.end(JSON.stringify({ error: { message: `status ${saying.status}`, type: 'double' } }))
    return
  }
  const usage = usageOf(saying)
  const said = messageOf(saying, asked)
  if (asked.stream !== true) {
    if ('half' in saying) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
      response.write('{"id":"half"')
      response.socket?.end()
      return
    }
    const choice = {
      index: 0,
      message: { role: 'assistant', ...said },
      finish_reason: finish(said),
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...shell(asked, 'chat.completion'), choices: [choice], usage }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (part: unknown): boolean => response.write(`data: ${JSON.stringify(part)}\n\n`)
  const piece = (delta: unknown, finish_reason: string | null = null): boolean =>
    send({
      ...shell(asked, 'chat.completion.chunk'),
      choices: [{ index: 0, delta, finish_reason }],
    })
  piece({ role: 'assistant', content: '' })
  if (said.tool_calls === undefined) {
    for (const content of pieces(said.content ?? '')) piece({ content })
  } else {
    for (const [index, call] of said.tool_calls.entries()) {
      const { arguments: args, name } = call.function
      piece({
        tool_calls: [{ index, id: call.id, type: 'function', function: { name, arguments: '' } }],
      })
      for (const part of pieces(args))
        piece({ tool_calls: [{ index, function: { arguments: part } }] })
    }
  }
  if ('half' in saying) {
    // What was said arrives, and then the connection ends.
    response.socket?.end()
    return
  }
  piece({}, finish(said))
  if (usage !== undefined && asked.stream_options?.include_usage)
    send({ ...shell(asked, 'chat.completion.chunk'), choices: [], usage })
  response.end('data: [DONE]\n\n')
}

interface Said {
  readonly content: string | null
  readonly tool_calls?: readonly {
    readonly id: string
    readonly type: 'function'
    readonly function: { readonly name: string; readonly arguments: string }
  }[]
}

function messageOf(saying: Saying, asked: ChatRequest): Said {
  if ('text' in saying) return { content: saying.text }
  if ('half' in saying) return { content: saying.half }
  const calls =
    'calls' in saying
      ? saying.calls
      : asked.tools
          ?.slice(0, 1)
          .map(tool => ({ name: tool.function.name, args: 'json' in saying ? saying.json : {} }))
  if ('json' in saying && (asked.response_format !== undefined || calls === undefined)) {
    return { content: JSON.stringify(saying.json) }
  }
  return {
    content: null,
    tool_calls: (calls ?? []).map(({ name, args }, i) => ({
      id: `call_${i}`,
      type: 'function',
      function: { name, arguments: JSON.stringify(args) },
    })),
  }
}

function finish(said: Said): string {
  return said.tool_calls === undefined ? 'stop' : 'tool_calls'
}

function usageOf(saying: Saying) {
  const tokens = 'json' in saying ? saying.tokens : undefined
  if (tokens === 'untold') return undefined
  const { input = 100, output = 20, cached = 0 } = tokens ?? {}
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
  }
}

/** An agent takes two answers of one id for one: each turn of a conversation has its own. */
function shell(asked: ChatRequest, object: string) {
  return {
    id: `chatcmpl-${asked.messages.length}`,
    object,
    created: 1_760_000_000,
    model: asked.model,
  }
}

function pieces(text: string): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) =>
    text.slice(i * PIECE, (i + 1) * PIECE),
  )
}
