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
  '👍🏽🇳🇱️⃣ ',
  'مغناطيس نادر 1٬300 طن',
  'מגנטים \u05d0\u05b7\u05d1\u05bc',
  'ze\u200bro\u2060wi\ufeffdth\u200d',
  '\u200b\u200b\u200b',
  '\u0338\u0301\u0489'.repeat(40),
  '<!channel> <@everyone>',
  'www.example.com/x discord.gg/abc mailto:a@example.com',
  '```js\nan open fence',
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
  let serial = 0
  const word = (): string => {
    serial += 1
    return `w${serial}w`
  }
  /** Mostly of a usual size; once in a while of the largest. */
  const rarely = (most: number, usual: number): number => (random() < 0.1 ? most : usual)
  const text = (): string =>
    many(random() < 0.2 ? 12 : 3, () => (random() < 0.5 ? pick(NASTY) : word())).join(
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
        return { kind: 'table', title: text(), columns, rows: many(rarely(150, 20), row) }
      }
      default: {
        const points = many(rarely(60, 10), () => ({
          label: text(),
          facts: facts(),
          ...(random() < 0.7
            ? {
                quantity: {
                  amount: pick([0, 1, 1e15, -3, 0.1, 1e-9, Number.MAX_VALUE]),
                  unit: 'x',
                  hedge: pick(['about', 'more than', 'at most', 'exact'] as const),
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
    citations: Array.from({ length: upTo(rarely(200, 40)) }, citation),
    actions: many(30, () => ({
      id: pick(['ask', 'command', 'share', text()]),
      label: text(),
      value: text(),
    })),
    text: text(),
    ...(random() < 0.5 ? { asOf: pick(['2025-06-24', text()]) } : {}),
    ...(random() < 0.3 ? { reference: text() } : {}),
  }
}

/**
 * The made-up words of a hostile reply that a reader must find, picture or not. Labels of a chart may
 * stand in its picture alone.
 */
export function hostileWords({ parts, citations, workings }: Reply): string[] {
  const inParts = parts.flatMap(part => {
    if (part.kind === 'chart') return [part.chart.title, part.chart.alt]
    if (part.kind === 'sentence') return part.text
    if (part.kind === 'list') return [part.title ?? '', ...part.items.map(item => item.text)]
    const cells = part.rows.flatMap(row => row.map(cell => cell.text))
    return [part.title, ...part.columns.map(column => column.label), ...cells]
  })
  const inSources = citations.flatMap(({ title, publisher = '', section }) => [
    title,
    publisher,
    section,
  ])
  const all = [...inParts, ...inSources, ...workings.map(({ shown }) => shown)]
  return all.flatMap(text => text.match(/w\d+w/g) ?? [])
}
