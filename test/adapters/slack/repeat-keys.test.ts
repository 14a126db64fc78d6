// One message that a client sent twice has one key; messages of others keep theirs.
import { expect, it } from 'vitest'
import { createRepeatKeys } from '../../../src/adapters/slack/repeat-keys.ts'
import { DIRECT, directEvent } from './payloads.ts'
import { LATER, readEvent, TS } from './reading.ts'

it('is one for a client, a person and a channel, and another for all else', () => {
  const sameKey = createRepeatKeys()
  const key = (ts: string, more: Record<string, unknown> = {}, client = 'c-1') => {
    const incoming = readEvent(directEvent('how many?', ts, more))
    if (incoming === undefined) throw new Error('not read')
    return sameKey(incoming, client).key
  }
  const first = key(TS)
  expect(key(LATER)).toBe(first)
  expect(key(LATER, {}, 'c-2')).not.toBe(first)
  expect(key(LATER, { user: 'U0009' })).not.toBe(first)
  expect(key(LATER, { channel: `${DIRECT}2` })).not.toBe(first)
})
