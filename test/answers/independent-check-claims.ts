// Takes a reply apart into the texts that a reader sees, each with the facts that must carry it.
import type { FactId, Part, Quantity, Reply } from '#magnets'
import type { Finding } from './independent-check.ts'

export interface Claim {
  readonly text: string
  /** They must carry its figures and dates. */
  readonly facts: readonly FactId[]
  /** They must carry its names: a bare label names what stands beside it. */
  readonly near: readonly FactId[]
  readonly where: string
  /** A heading or a label may begin with any ordinary word. */
  readonly heading: boolean
  /** True where the numbers of its citations stand behind it in the complete text. */
  readonly marked: boolean
  /** A figure in data, drawn and not written. */
  readonly quantity?: Quantity
}

/** Every text of the reply but `text` itself. */
export function claimsOf(reply: Reply): readonly Claim[] {
  const cited = reply.citations.map(({ fact }) => fact)
  return [
    ...reply.parts.flatMap(claimsOfPart),
    ...reply.actions.flatMap(({ label, value }) => [
      heading(label, cited, 'action'),
      heading(value, cited, 'action'),
    ]),
  ]
}

function claimsOfPart(part: Part): readonly Claim[] {
  switch (part.kind) {
    case 'sentence':
      return [marked(part.text, part.facts, part.role)]
    case 'list': {
      const all = part.items.flatMap(({ facts }) => facts)
      return [
        ...(part.title === undefined ? [] : [heading(part.title, all, 'list title')]),
        ...part.items.map(({ text, facts }) => marked(text, facts, 'item')),
      ]
    }
    case 'table': {
      const all = part.rows.flat().flatMap(({ facts }) => facts)
      return [
        heading(part.title, all, 'table title'),
        ...part.columns.map(({ label }, n) =>
          heading(
            label,
            part.rows.flatMap(row => row[n]?.facts ?? []),
            'column',
          ),
        ),
        ...part.rows.flatMap(row => {
          const beside = row.flatMap(cell => cell.facts)
          return row.map(({ text, facts }) => ({
            ...marked(text, facts, 'cell'),
            near: facts.length > 0 ? facts : beside,
            heading: true,
          }))
        }),
      ]
    }
    case 'chart': {
      const points = part.chart.series.flatMap(series => series.points)
      const all = points.flatMap(({ facts }) => facts)
      return [
        heading(part.chart.title, all, 'chart title'),
        ...part.chart.series.map(({ name }) => heading(name, all, 'series')),
        ...points.map(({ label, facts }) => heading(label, facts, 'chart label')),
        ...points.map(({ told = '', facts }) => heading(told, facts, 'chart figure told')),
        ...points.flatMap(({ quantity, facts, label }) =>
          quantity === undefined ? [] : [{ ...heading(label, facts, 'chart figure'), quantity }],
        ),
        ...altClaims(part.chart.alt, points),
      ]
    }
  }
}

/** In the words of a chart, what follows a point's label must be carried by that point's facts. */
function altClaims(
  alt: string,
  points: readonly { readonly label: string; readonly facts: readonly FactId[] }[],
): readonly Claim[] {
  const all = points.flatMap(({ facts }) => facts)
  return alt.split(/(?<=;|\.) /).map(text => {
    const named = points.filter(({ label }) => text.includes(label))
    const facts = named.length === 0 ? all : named.flatMap(point => point.facts)
    return heading(text, facts, 'alt text')
  })
}

function heading(text: string, facts: readonly FactId[], where: string): Claim {
  const all = [...new Set(facts)]
  return { text, facts: all, near: all, where, heading: true, marked: false }
}

function marked(text: string, facts: readonly FactId[], where: string): Claim {
  return { text, facts, near: facts, where, heading: false, marked: true }
}

type Line = Claim | { readonly fault: Finding }

/** What `text` holds beyond the claims, as claims of its own, and where it drops or misnumbers something. */
export function linesOf(reply: Reply, claims: readonly Claim[]): readonly Line[] {
  const fault = (rule: Finding['rule'], words: string, text: string): Line => ({
    fault: { rule, words, where: 'text', text },
  })
  const shown = claims.filter(({ where }) => !/^(?:action|chart|series|alt)/.test(where))
  const alts = reply.parts.flatMap(part => (part.kind === 'chart' ? [part.chart.alt] : []))
  const known = Map.groupBy(shown, claim => claim.text)
  const factOf = new Map(reply.citations.map(({ number, fact }) => [number, fact]))
  const segments = reply.text
    .split('\n')
    .flatMap(line => (known.has(line) ? line : line.split(' | ')))
  return [
    ...shown
      .filter(({ text }) => !reply.text.includes(text))
      .map(({ text }) => fault('text', 'not in the text', text)),
    ...segments.flatMap((segment): readonly Line[] => {
      if (/^As of /.test(segment) && reply.asOf !== undefined) return [footer(reply, segment)]
      const body = segment.replace(/^- /, '').replace(/(?:\s*\[\d+\])+$/, '')
      const numbers = Array.from(segment.slice(body.length).matchAll(/\[(\d+)\]/g), m =>
        Number(m[1]),
      )
      const facts = numbers.flatMap(number => factOf.get(number) ?? [])
      if (facts.length < numbers.length)
        return [fault('citation', 'a number of no citation', segment)]
      if (alts.includes(body) && facts.length === 0) return []
      const same = known.get(body)
      if (same === undefined) return [heading(body, facts, 'text')]
      const covered = same.some(
        claim => !claim.marked || claim.facts.every(id => facts.includes(id)),
      )
      return covered ? [] : [fault('citation', 'not marked with its facts', segment)]
    }),
  ]
}

/** "As of June 2025. Source: [1][2] Title, 24 June 2025": dates and titles are judged as a claim. */
function footer(reply: Reply, line: string): Claim {
  const text = line.replace(/(?:\s*\[\d+\])+/g, '')
  return heading(
    text,
    reply.citations.map(({ fact }) => fact),
    'footer',
  )
}
