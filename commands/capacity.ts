// Planned capacity of every site, beside the estimated output that it is measured against.
import {
  type Cell,
  type CommandContext,
  type CommandFile,
  cell,
  type EntityId,
  type Fact,
  type FactShare,
  NOT_STATED,
  type Part,
  sentence,
} from '#magnets'

export default {
  summary: 'First and full capacity of every site, beside the estimated output, shares worked out',
  translated: {
    es: 'Capacidad inicial y plena de cada planta, junto a la producción estimada, con las cuotas',
  },
  options: [],
  audience: 'everyone',
  metric: 'Capacity',
  run(_options, ctx) {
    const capacities = ctx.facts({ measure: 'capacity', hasValue: true })
    if (capacities.length === 0) return ctx.silent('capacity')
    const outputs = ctx.facts({ measure: 'production', status: 'estimated', hasValue: true })
    const shares = ctx.shares(capacities, outputs)
    const parts: Part[] = [
      ...headlines(shares).map(share => headline(ctx, share)),
      table(ctx, capacities, outputs, shares),
      ...chart(ctx, capacities, outputs),
      ...shares.map(({ derived, part, whole }) =>
        sentence('working', `${derived.working.shown}.`, [part, whole]),
      ),
      ...ctx.caveats([...capacities, ...outputs]),
    ]
    const workings = shares.map(({ derived }) => derived.working)
    return ctx.compose({ outcome: 'answer', parts, workings })
  },
} satisfies CommandFile

/** The share of each site that says most: that of its full capacity, where one is stated. */
function headlines(shares: readonly FactShare[]): readonly FactShare[] {
  const full = shares.filter(({ part }) => part.stage === 'full')
  const covers = (share: FactShare): boolean =>
    full.some(({ part, whole }) => part.subject === share.part.subject && whole === share.whole)
  return shares.filter(share => share.part.stage === 'full' || !covers(share))
}

function headline(ctx: CommandContext, { part, whole, derived }: FactShare): Part {
  const reaches = part.status === 'reported' ? 'reaches' : 'would reach'
  const [site, maker] = [ctx.named(part.subject), ctx.named(whole.subject)]
  const text =
    `With ${figure(ctx, part)}${stageWords(part)}, ${site} ${reaches} ${derived.text} ` +
    `of the output of ${maker}, ${figure(ctx, whole)}.`
  return sentence('answer', text, [part, whole])
}

function table(
  ctx: CommandContext,
  capacities: readonly Fact[],
  outputs: readonly Fact[],
  shares: readonly FactShare[],
): Part {
  const columns = [
    { label: 'Site', align: 'left' as const },
    { label: 'First capacity', align: 'right' as const },
    { label: 'Full capacity', align: 'right' as const },
    { label: 'Estimated output', align: 'right' as const },
    { label: 'Share of that output', align: 'right' as const },
  ]
  const rows = sitesOf(ctx, capacities).map(site => {
    const own = capacities.filter(({ subject }) => subject === site)
    const worked = shares.filter(({ part }) => part.subject === site)
    const full = own.filter(({ stage }) => stage === 'full')
    const first = own.filter(({ stage }) => stage !== 'full')
    return [
      cell(ctx.label(site)),
      figures(ctx, first),
      figures(ctx, full),
      own.length === 0 ? cell('') : yardsticks(ctx, outputs),
      shareCell(ctx, worked, outputs.length > 1),
    ]
  })
  return { kind: 'table', title: 'Capacity beside estimated output', columns, rows }
}

/** What the shares are shares of, said in every row that has one. */
function yardsticks(ctx: CommandContext, outputs: readonly Fact[]): Cell {
  const texts = outputs.map(
    output => `${ctx.label(output.subject)}: ${ctx.valueText(output) ?? NOT_STATED}`,
  )
  return cell(texts.length === 0 ? undefined : texts.join('; '), outputs)
}

/** Sites with a stated capacity first, then those of which the base knows other things only. */
function sitesOf(ctx: CommandContext, capacities: readonly Fact[]): readonly EntityId[] {
  const known = ctx.facts({ subjectKind: 'site' })
  return [...new Set([...capacities, ...known].map(({ subject }) => subject))]
}

function figures(ctx: CommandContext, facts: readonly Fact[]): Cell {
  const texts = facts.map(fact =>
    fact.stage === undefined ? `${figure(ctx, fact)}, stage not stated` : figure(ctx, fact),
  )
  return cell(texts.length === 0 ? undefined : texts.join('; '), facts)
}

function shareCell(ctx: CommandContext, shares: readonly FactShare[], several: boolean): Cell {
  const texts = shares.map(({ part, whole, derived }) => {
    const whose = several ? ` of ${ctx.named(whole.subject)}` : ''
    return `${derived.text}${whose}${stageWords(part)}`
  })
  const facts = new Set(shares.flatMap(({ part, whole }) => [part, whole]))
  return cell(texts.length === 0 ? undefined : texts.join('; '), [...facts])
}

function chart(
  ctx: CommandContext,
  capacities: readonly Fact[],
  outputs: readonly Fact[],
): readonly Part[] {
  const pointOf = (what: string) => (fact: Fact) => ({
    label: `${ctx.label(fact.subject)}${what}${stageWords(fact)}${besideWords(fact)}`,
    ...(fact.value === undefined ? {} : { quantity: fact.value }),
    facts: [fact.id],
  })
  const stated = new Set(capacities.map(({ subject }) => subject))
  const silent = sitesOf(ctx, capacities).filter(site => !stated.has(site))
  const points = [
    ...outputs.map(pointOf(', output')),
    ...capacities.map(pointOf('')),
    ...silent.map(site => ({ label: ctx.label(site), facts: [] })),
  ]
  return ctx.chart({
    kind: 'bar',
    title: 'Capacity and estimated output, drawn to one scale',
    series: [{ name: 'Capacity and output', points }],
  })
}

function figure(ctx: CommandContext, fact: Fact): string {
  return `${ctx.valueText(fact) ?? ''}${besideWords(fact)}`
}

/** In parentheses, that it is no plain report, and when it holds. */
function besideWords({ status, period }: Fact): string {
  const beside = [status === 'reported' ? [] : status, period?.text ?? []].flat()
  return beside.length === 0 ? '' : ` (${beside.join(', ')})`
}

function stageWords({ stage }: Fact): string {
  if (stage === undefined) return ''
  return stage === 'full' ? ' at full scale' : ' at first'
}
