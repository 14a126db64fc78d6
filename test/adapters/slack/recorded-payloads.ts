// Payloads that others recorded, where the reference material is there to read them from.
import { readFileSync } from 'node:fs'
import { sharedPath } from '../../shared-material.ts'

/** The payloads of one file, forms read as Slack's receivers read them; none where it is absent. */
export function recorded(name: string): { kind: string; body: unknown }[] {
  const path = sharedPath(`platform/${name}.jsonl`)
  if (path === undefined) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => {
      const { kind, payload } = JSON.parse(line)
      const form = typeof payload === 'string'
      return {
        kind: String(kind),
        body: form ? Object.fromEntries(new URLSearchParams(payload)) : payload,
      }
    })
}
