// The book of what was handed over: it may say too much of the old, never too little.
import { expect, it } from 'vitest'
import type { MessageIncoming } from '#magnets'
import { createHandedBook } from '../../../src/adapters/discord/handed-book.ts'
import { snowflakes } from '../../doubles/discord/snowflake.ts'

const START = Date.parse('2026-11-23T12:00:00Z')
const MINUTE = 60_000
const message = (question: string): MessageIncoming => ({
  kind: 'message',
  key: `discord:${question}`,
  at: START,
  asker: { platform: 'discord', id: '1', audience: 'everyone' },
  place: { platform: 'discord', channel: '2', visibility: 'public' },
  address: { platform: 'discord', ids: { channel: '2', question } },
  text: 'how many?',
  addressed: 'mention',
  toOthers: false,
})
const idAt = (minute: number): string => snowflakes(() => START + minute * MINUTE)()

it('knows what it was told of, and nothing else of its time', () => {
  const book = createHandedBook(START)
  book.note(message(idAt(2)))
  expect(book.mayKnow(idAt(2))).toBe(true)
  expect(book.mayKnow(idAt(3))).toBe(false)
})

it('does not rule out what came before its time, nor shortly after', () => {
  const book = createHandedBook(START)
  expect(book.mayKnow(idAt(-1))).toBe(true)
  expect(book.mayKnow(idAt(0.9))).toBe(true)
  expect(book.mayKnow(idAt(-100_000))).toBe(true)
})

it('does not rule out what it had to forget, nor anything older', () => {
  const book = createHandedBook(START, 2)
  for (const minute of [61, 62, 63, 64]) book.note(message(idAt(minute)))
  for (const minute of [60, 61, 62, 63, 64]) expect(book.mayKnow(idAt(minute))).toBe(true)
  expect(book.mayKnow(idAt(65))).toBe(false)
})
