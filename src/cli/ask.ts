// `magnets ask`: one question, or many as JSON lines.
import { z } from 'zod'
import { type Conversation, EMPTY_CONVERSATION, modelLines, type Reply, withTurn } from '#magnets'
import { boundedLines, type Line } from '../adapters/terminal/bounded-lines.ts'
import type { App } from '../app.ts'
import { EXIT, exitCodeOf, type Io, UsageError, writeLine } from './io.ts'
import { openApp, printReply } from './open-app.ts'
import { readArguments } from './read-arguments.ts'

export const ASK_USAGE = `magnets ask "question" [--json] [--explain]
magnets ask --jsonl    (one {"id": "...", "turns": ["question", ...]} a line on stdin)`

/** Characters; a conversation is far shorter. */
const MAX_LINE = 100_000
const MAX_TURNS_A_LINE = 100

export async function ask(argv: readonly string[], io: Io): Promise<number> {
  const flags = {
    json: { type: 'boolean' },
    jsonl: { type: 'boolean' },
    explain: { type: 'boolean' },
  } as const
  const given = readArguments(argv, flags, ASK_USAGE)
  const question = given.words.join(' ').trim()
  if (given.on('jsonl')) {
    if (question !== '') throw new UsageError('--jsonl reads its questions on stdin.', ASK_USAGE)
    return withApp(io, app => askLines(app, io))
  }
  if (question === '') throw new UsageError('There is no question.', ASK_USAGE)
  return withApp(io, app => askOnce(app, io, question, given.on))
}

/** What a search by meaning has opened is closed again. */
async function withApp(io: Io, use: (app: App) => Promise<number>): Promise<number> {
  const app = await openApp(io)
  try {
    return await use(app)
  } finally {
    await app.stop()
  }
}

async function askOnce(
  app: App,
  io: Io,
  question: string,
  on: (flag: 'json' | 'explain') => boolean,
): Promise<number> {
  const { reply, explanation, account } = await app.ask(question)
  if (on('explain') && on('json')) {
    await writeLine(io.output, JSON.stringify({ reply, explanation }, null, 2))
    return exitCodeOf(reply.outcome)
  }
  await printReply(io, app, reply, on('json'))
  if (on('explain')) {
    const { lines, model } = account()
    const told = model === undefined ? lines : [...lines, ...modelLines(model)]
    await writeLine(io.output, `\n${told.join('\n')}`)
  }
  return exitCodeOf(reply.outcome)
}

const request = z.object({
  id: z.union([z.string(), z.number()]),
  turns: z.array(z.string().min(1)).min(1).max(MAX_TURNS_A_LINE),
})

async function askLines(app: App, io: Io): Promise<number> {
  for await (const line of boundedLines(io.input, MAX_LINE)) {
    if (line.text?.trim() === '') continue
    await writeLine(io.output, JSON.stringify(await answerLine(app, line)))
  }
  return EXIT.fine
}

async function answerLine(app: App, { number, text }: Line): Promise<object> {
  const wrong = (message: string) => ({ id: null, error: `line ${number}: ${message}` })
  if (text === undefined) return wrong(`longer than ${MAX_LINE} characters`)
  const parsed = request.safeParse(fromJson(text))
  if (!parsed.success) return wrong(`must be {"id": "...", "turns": ["question", ...]}`)
  const { id, turns } = parsed.data
  try {
    return { id, ...(await lastAnswer(app, turns)) }
  } catch (error) {
    return { id, error: `line ${number}: ${error instanceof Error ? error.message : error}` }
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Earlier turns are asked too: what they were answered is what the last one may refer to. */
async function lastAnswer(app: App, turns: readonly string[]): Promise<object> {
  let conversation: Conversation = EMPTY_CONVERSATION
  let answer: object = {}
  for (const question of turns) {
    const begun = performance.now()
    const { reply, turn } = await app.ask(question, conversation)
    const ms = Math.round((performance.now() - begun) * 1000) / 1000
    conversation = withTurn(conversation, turn)
    answer = asRecord(reply, ms)
  }
  return answer
}

function asRecord(reply: Reply, ms: number): object {
  const citations = reply.citations.map(({ fact, source, title, published, section }) => ({
    fact,
    source,
    title,
    published,
    section,
  }))
  return { outcome: reply.outcome, text: reply.text, citations, asOf: reply.asOf ?? null, ms }
}
