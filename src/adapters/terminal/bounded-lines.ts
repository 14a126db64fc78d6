// Cuts a stream into lines without ever holding more of one than a limit.
import type { Readable } from 'node:stream'

export interface Line {
  /** From 1. */
  readonly number: number
  /** Undefined where the line was longer than the limit. */
  readonly text?: string
}

export async function* boundedLines(input: Readable, limit: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let number = 1
  let held = ''
  let tooLong = false
  const take = (text: string): void => {
    if (tooLong || held.length + text.length > limit) {
      tooLong = true
      held = ''
    } else held += text
  }
  const finish = (): Line => {
    const line = tooLong ? { number } : { number, text: held.replace(/\r$/, '') }
    number += 1
    held = ''
    tooLong = false
    return line
  }
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const [first = '', ...others] = text.split('\n')
    take(first)
    for (const other of others) {
      yield finish()
      take(other)
    }
  }
  take(decoder.decode())
  if (held !== '' || tooLong) yield finish()
}
