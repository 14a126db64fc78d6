// Two companies, sites or countries side by side, measure by measure.
import {
  type Base,
  belongingTo,
  type Cell,
  type CommandContext,
  type CommandFile,
  cell,
  type EntityId,
  entitiesInFacts,
  entitiesOf,
  type Fact,
  type FactShare,
  type MeasureId,
  type Part,
  sentence,
} from '#magnets'

const KINDS = ['company', 'site', 'country']

const choices = (base: Base): readonly string[] =>
  entitiesInFacts(base, KINDS).map(({ name }) => name)

export default {
  summary: 'Two companies, sites or countries side by side: figures and dates by measure',
  translated: { es: 'Dos empresas, plantas o países lado a lado' },
  options: [
    {
      name: 'a',
      summary: 'The first',
      translated: { es: 'Lo primero' },
      kind: 'choice',
      required: true,
      choices,
    },
    {
      name: 'b',
      summary: 'The second',
      translated: { es: 'Lo segundo' },
      kind: 'choice',
      required: true,
      choices,
    },
  ],
  audience: 'everyone',
  run({ a = '', b = '' }, ctx) {
    const valid = entitiesInFacts(ctx.base, KINDS)
    const [one, other] = [ctx.findEntity(a), ctx.findEntity(b)]
    for (const [words, id] of [[a, one] as const, [b, other] as const]) {
      if (valid.some(known => known.id === id)) continue
      const problem = words === '' ? 'Compare what?' : `“${words}” can't be compared.`
      return ctx.notice(
        `${problem} The base can compare:`,
        valid.map(({ name }) => name),
      )
    }
    if (one === undefined || other === undefined) return ctx.silent('that')
    if (one === other) return ctx.notice(`That is ${ctx.named(one)} twice: choose two.`)
    return compare(ctx, one, other)
  },
} satisfies CommandFile

function compare(ctx: CommandContext, a: EntityId, b: EntityId) {
  const [ofA, ofB] = [factsOf(ctx, a), factsOf(ctx, b)]
  const measures = [...new Set([...ofA, ...ofB].map(({ measure }) => measure))]
  if (measures.length === 0) {
    return ctx.silent(`figures or dates of ${ctx.named(a)} and of ${ctx.named(b)}`)
  }
  const row = (measure: MeasureId): readonly Cell[] => {
    const [left, right] = [ofMeasure(ofA, measure), ofMeasure(ofB, measure)]
    // A product that is the same for the whole row says nothing in its cells.
    const products = new Set([...left, ...right].map(({ object }) => object))
    return [
      cell(ctx.base.measure(measure)?.name ?? measure),
      figures(ctx, a, left, products.size > 1),
      figures(ctx, b, right, products.size > 1),
    ]
  }
  const table: Part = {
    kind: 'table',
    title: `${ctx.label(a)} and ${ctx.label(b)}`,
    columns: [
      { label: 'Measure', align: 'left' },
      { label: ctx.label(a), align: 'left' },
      { label: ctx.label(b), align: 'left' },
    ],
    rows: measures.map(row),
  }
  const shares = [...sharesOf(ctx, ofA, ofB), ...sharesOf(ctx, ofB, ofA)]
  return ctx.compose({
    outcome: 'answer',
    parts: [
      ...shares.map(share => shareSentence(ctx, share)),
      table,
      ...ctx.caveats([...new Set([...ofA, ...ofB])]),
    ],
    workings: shares.map(({ derived }) => derived.working),
  })
}

/**
 * What has a figure or a date: of the entity itself and of a company's sites. Of one that no fact
 * is about in the first place, what is said of it beside others.
 */
function factsOf(ctx: CommandContext, id: EntityId): readonly Fact[] {
  const { kind } = ctx.base.entity(id) ?? {}
  const sites = kind === 'company' ? belongingTo(ctx.base, id) : []
  const all = ctx
    .facts({})
    .filter(fact => fact.value !== undefined || ctx.base.measure(fact.measure)?.family === 'timing')
  const own = all.filter(({ subject }) => subject === id || sites.includes(subject))
  return own.length > 0 ? own : all.filter(fact => entitiesOf(fact).includes(id))
}

function ofMeasure(facts: readonly Fact[], measure: MeasureId): readonly Fact[] {
  return facts.filter(fact => fact.measure === measure)
}

function figures(
  ctx: CommandContext,
  of: EntityId,
  facts: readonly Fact[],
  withProduct: boolean,
): Cell {
  const aboutOf = (fact: Fact): string =>
    [
      fact.subject,
      withProduct || fact.value === undefined ? fact.object : undefined,
      ...fact.related.filter(id => ctx.base.entity(id)?.kind === 'country'),
    ]
      .flatMap(id => (id === undefined || id === of ? [] : ctx.label(id)))
      .join(', ')
  const texts = [...Map.groupBy(facts, aboutOf)].map(([about, same]) => {
    const figured = same.map(fact => ctx.brief(fact) ?? dateOf(ctx, fact)).join('; ')
    return about === '' ? figured : `${about}: ${figured}`
  })
  return cell(texts.length === 0 ? undefined : texts.join('; '), facts)
}

function dateOf(ctx: CommandContext, fact: Fact): string {
  const status = fact.status === 'reported' ? [] : [fact.status]
  const beside = [...status, ...(ctx.overdue(fact) ? ['not confirmed'] : [])]
  const when = fact.period?.text ?? 'date not stated'
  return beside.length === 0 ? when : `${when} (${beside.join(', ')})`
}

/** Capacity against estimated output: the two figures here that measure the same thing in two places. */
function sharesOf(
  ctx: CommandContext,
  parts: readonly Fact[],
  wholes: readonly Fact[],
): readonly FactShare[] {
  const outputs = ofMeasure(wholes, 'production').filter(({ status }) => status === 'estimated')
  return ctx.shares(ofMeasure(parts, 'capacity'), outputs)
}

function shareSentence(ctx: CommandContext, { part, whole, derived }: FactShare): Part {
  const [brief, output] = [ctx.brief(part) ?? '', ctx.brief(whole) ?? '']
  const text =
    `${ctx.label(part.subject)}: ${brief} is ${derived.text} of the output of ` +
    `${ctx.named(whole.subject)}, ${output}: ${derived.working.shown}.`
  return sentence('answer', text, [part, whole])
}
