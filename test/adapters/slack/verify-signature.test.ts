// Holds the signature check to the documented example and its negatives.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verifySignature } from '../../../src/adapters/slack/verify-signature.ts'
import { SIGNING_SECRET, signed } from '../../doubles/slack/slack-double.ts'
import { sharedPath } from '../../shared-material.ts'

const NOW = 1_750_000_000_000

function verify(text: string, headers: ReturnType<typeof signed>, now = NOW): boolean {
  return verifySignature(
    {
      body: Buffer.from(text),
      timestamp: headers['x-slack-request-timestamp'],
      signature: headers['x-slack-signature'],
    },
    SIGNING_SECRET,
    now,
  )
}

describe('verifySignature', () => {
  const vectors = sharedPath('platform/request_signature_vectors.jsonl')
  it.skipIf(vectors === undefined)('accepts the documented example and no variation', () => {
    const verdicts = readFileSync(vectors ?? '', 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .map(({ name, body, timestamp, signature, signing_secret, clock, valid }) => {
        const request = { body: Buffer.from(body), timestamp, signature }
        return { name, valid, got: verifySignature(request, signing_secret, clock * 1000) }
      })
    expect(verdicts).toHaveLength(6)
    expect(verdicts.filter(({ valid, got }) => valid !== got)).toEqual([])
    expect(verdicts.filter(({ got }) => got)).toHaveLength(1)
  })

  it('accepts what was signed now, in any script', () => {
    expect(verify('text=größer', signed('text=größer', SIGNING_SECRET, NOW))).toBe(true)
  })

  it('refuses a request from the future as one from the past', () => {
    const minutes = 60_000
    const headers = signed('x', SIGNING_SECRET, NOW)
    expect(verify('x', headers, NOW + 4 * minutes)).toBe(true)
    expect(verify('x', headers, NOW + 6 * minutes)).toBe(false)
    expect(verify('x', headers, NOW - 6 * minutes)).toBe(false)
  })

  it('refuses missing and malformed headers', () => {
    const body = Buffer.from('x')
    for (const timestamp of [undefined, '', 'soon', '-1', '1e9']) {
      expect(verifySignature({ body, timestamp, signature: 'v0=00' }, 'secret', NOW)).toBe(false)
    }
    const timestamp = String(NOW / 1000)
    for (const signature of [undefined, '', 'v0=', 'v1=00']) {
      expect(verifySignature({ body, timestamp, signature }, 'secret', NOW)).toBe(false)
    }
  })
})
