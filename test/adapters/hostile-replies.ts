// Replies that nobody should write: markup, mentions, endless words, empty parts, in every place; seeded.
import type { Citation, Outcome, Part, Reply } from '#magnets'
import { SAMPLE_CHART } from './sample-replies.ts'
import { seededRandom } from './seeded-random.ts'

const NASTY = [
  '@everyone',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '<t:1700000000:R>',
  '</magnets ask:123456789012345678>',
  '<:name:123456789012345678>',
  '[press here](https://example.com/bad)',
  '```\ncode\n```',
  '`tick`',
  '||hidden||',
  '**bold** _it_ __under__ ~~gone~~',
  '\n# heading\n-# small\n> quote\n>>> more',
  '\n- item\n+ item\n1. first\n2) second',
  'https://example.com/a_b_c',
  '\\',
  '\\\\`',
  '\u0000\u0007\u001b',
  '\u202e\u200b\u200d',
  '\ud83d',
  '👩‍👩‍👧‍👦',
  '     ',
  '\r\n\r\n\r\n\r\n',
  'x'.repeat(5000),
  '*'.repeat(3000),
  'ß漢字é'.repeat(700),
]

/** A reply of the given seed; the same for the same seed. */
export function hostileReply(seed: number): Reply {
  const random = seededRandom(seed)
  const upTo = (limit: number): number => Math.floor(random() * (limit + 1))
  const pick = <T>(from: readonly T[]): T => {
    const found = from[upTo(from.length - 1)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const many = <T>(limit: number, make: () => T): T[] => Array.from({ length: upTo(limit) }, make)
  const text = (): string =>
    many(random() < 0.2 ? 12 : 3, () => (random() < 0.5 ? pick(NASTY) : `word ${upTo(999)}`)).join(
      pick([' ', '\n', '', '\n\n']),
    )
  const facts = () => many(3, () => `fact-${upTo(20)}`)
  const part = (): Part => {
    switch (upTo(3)) {
      case 0:
        return { kind: 'sentence', role: pick(['answer', 'caveat']), text: text(), facts: facts() }
      case 1: {
        const items = many(40, () => ({ text: text(), facts: facts() }))
        return { kind: 'list', ...(random() < 0.5 ? { title: text() } : {}), items }
      }
      case 2: {
        const columns = many(8, () => ({ label: text(), align: pick(['left', 'right'] as const) }))
        const row = () => columns.map(() => ({ text: text(), facts: facts() }))
        return { kind: 'table', title: text(), columns, rows: many(20, row) }
      }
      default: {
        const points = many(10, () => ({
          label: text(),
          facts: facts(),
          ...(random() < 0.7
            ? {
                quantity: {
                  amount: pick([0, 1, 1e15, -3, 0.1]),
                  unit: 'x',
                  hedge: 'about' as const,
                },
              }
            : {}),
        }))
        const series = many(3, () => ({ name: text(), points }))
        return { kind: 'chart', chart: { ...SAMPLE_CHART, title: text(), series, alt: text() } }
      }
    }
  }
  const citation = (_: unknown, index: number): Citation => ({
    number: index + 1,
    fact: `fact-${upTo(20)}`,
    source: text(),
    title: text(),
    published: pick(['2025-06-24', '', text()]),
    section: text(),
    ...(random() < 0.5 ? { publisher: text() } : {}),
    ...(random() < 0.5
      ? {
          address: pick(['https://example.com/(a)', 'javascript:x', text(), `https://a/${text()}`]),
        }
      : {}),
  })
  const outcome: Outcome = pick(['answer', 'correction', 'refusal', 'chat', 'notice'])
  return {
    outcome,
    parts: many(6, part),
    workings: many(2, () => ({
      operation: 'share',
      facts: facts(),
      result: { amount: 1, unit: 'x', hedge: 'exact' as const },
      shown: text(),
    })),
    citations: Array.from({ length: upTo(40) }, citation),
    actions: many(30, () => ({ id: pick(['ask', 'share', text()]), label: text(), value: text() })),
    text: text(),
    ...(random() < 0.5 ? { asOf: pick(['2025-06-24', text()]) } : {}),
    ...(random() < 0.3 ? { reference: text() } : {}),
  }
}
