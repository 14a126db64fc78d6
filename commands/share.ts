// Shares of production, product against product.
import {
  type CommandContext,
  type CommandFile,
  cell,
  type Derived,
  type Fact,
  type Part,
  sentence,
} from '#magnets'

export default {
  summary: 'Who holds which share of production, oxides against magnets, with the gap worked out',
  translated: { es: 'Quién tiene qué cuota de la producción' },
  options: [],
  audience: 'everyone',
  metric: 'Shares',
  run(_options, ctx) {
    const shares = ctx.facts({ measure: 'production-share', hasValue: true })
    if (shares.length === 0) return ctx.silent('shares of production')
    const gaps = gapsBetween(ctx, shares)
    const table: Part = {
      kind: 'table',
      title: 'Shares of production',
      columns: [
        { label: 'Product', align: 'left' },
        { label: 'Held by', align: 'left' },
        { label: 'Share', align: 'right' },
        { label: 'When', align: 'left' },
        { label: 'Status', align: 'left' },
      ],
      rows: shares.map(fact => [
        cell(fact.object && ctx.label(fact.object), [fact]),
        cell(ctx.label(fact.subject), [fact]),
        cell(ctx.valueText(fact), [fact]),
        cell(fact.period?.text, [fact]),
        cell(fact.status, [fact]),
      ]),
    }
    return ctx.compose({
      outcome: 'answer',
      parts: [
        ...shares.map(fact => sentence('answer', ctx.tell(fact), [fact])),
        ...gaps.map(gap => gapSentence(ctx, gap)),
        table,
        ...chart(ctx, shares),
        ...ctx.caveats(shares),
      ],
      workings: gaps.map(({ derived }) => derived.working),
    })
  },
} satisfies CommandFile

function chart(ctx: CommandContext, shares: readonly Fact[]): readonly Part[] {
  const points = shares.map(fact => {
    const names = [...new Set([fact.subject, fact.object ?? fact.subject])]
    const status = fact.status === 'reported' ? [] : [fact.status]
    return {
      label: [...names.map(ctx.label), ...status, fact.period?.text ?? []].flat().join(', '),
      ...(fact.value === undefined ? {} : { quantity: fact.value }),
      facts: [fact.id],
    }
  })
  const series = [{ name: 'Share', points }]
  return ctx.chart({ kind: 'share', title: 'Shares of production', series })
}

interface Gap {
  readonly higher: Fact
  readonly lower: Fact
  readonly derived: Derived
}

/** Between neighbours of the same holder, smallest first: every pair would say the same again. */
function gapsBetween(ctx: CommandContext, shares: readonly Fact[]): readonly Gap[] {
  const size = ({ value }: Fact): number => value?.amount ?? 0
  const holders = [...Map.groupBy(shares, ({ subject }) => subject).values()]
  return holders.flatMap(held => {
    const sorted = held.toSorted((a, b) => size(a) - size(b))
    return sorted.flatMap((lower, index) => {
      const higher = sorted[index + 1]
      const derived = higher && ctx.arithmetic.difference(higher, lower)
      return higher && derived ? [{ higher, lower, derived }] : []
    })
  })
}

function gapSentence(ctx: CommandContext, { higher, lower, derived }: Gap): Part {
  const [more = '', less = ''] = [higher, lower].map(({ object, subject }) =>
    ctx.named(object ?? subject),
  )
  const text =
    `The share that ${ctx.named(higher.subject)} holds is ${derived.text} higher for ${more} ` +
    `than for ${less}: ${derived.working.shown}.`
  return sentence('working', text, [higher, lower])
}
