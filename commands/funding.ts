// Who got what from whom; silence of the source is said, never filled.
import {
  type CommandContext,
  type CommandFile,
  cell,
  type EntityId,
  entitiesOf,
  type Fact,
  type Part,
} from '#magnets'

const NO_FIGURE = 'no figure stated'

export default {
  summary: 'Who got what from whom, and where the source gives no figure',
  translated: { es: 'Quién recibió cuánto de quién, y dónde la fuente no da cifra' },
  options: [],
  audience: 'everyone',
  metric: 'Public money',
  run(_options, ctx) {
    const facts = ctx.facts({ measure: 'funding' })
    if (facts.length === 0) return ctx.silent('funding')
    return ctx.compose({
      outcome: 'answer',
      parts: [
        {
          kind: 'table',
          title: 'Funding',
          columns: [
            { label: 'To or for', align: 'left' },
            { label: 'Amount', align: 'right' },
            { label: 'From', align: 'left' },
            { label: 'When', align: 'left' },
          ],
          rows: facts.map(fact => {
            const { from, to } = sidesOf(ctx, fact)
            const status = fact.status === 'reported' ? '' : ` (${fact.status})`
            return [
              cell(names(ctx, to), [fact]),
              cell(`${ctx.valueText(fact) ?? NO_FIGURE}${status}`, [fact]),
              cell(names(ctx, from), [fact]),
              cell(fact.period?.text, [fact]),
            ]
          }),
        },
        ...chart(ctx, facts),
        ...ctx.caveats(facts),
      ],
    })
  },
} satisfies CommandFile

/** Nothing where fewer than two amounts are stated: one bar compares with nothing. */
function chart(ctx: CommandContext, facts: readonly Fact[]): readonly Part[] {
  const stated = facts.filter(({ value }) => value !== undefined)
  if (stated.length < 2) return []
  const points = facts.map(fact => ({
    label: labelOf(ctx, fact),
    ...(fact.value === undefined ? {} : { quantity: fact.value }),
    facts: [fact.id],
  }))
  return ctx.chart({ kind: 'bar', title: 'Funding', series: [{ name: 'Amount', points }] })
}

/** To whom or what for, from whom, and when: two grants for one thing must be told apart. */
function labelOf(ctx: CommandContext, fact: Fact): string {
  const { from, to } = sidesOf(ctx, fact)
  const status = fact.status === 'reported' ? '' : ` (${fact.status})`
  const giver = from.length === 0 ? [] : [`from ${from.map(ctx.named).join(' and ')}`]
  return `${[names(ctx, to) ?? [], giver, fact.period?.text ?? []].flat().join(', ')}${status}`
}

/** Agencies and countries give; whatever else the fact is about gets, or is what it is given for. */
function sidesOf(
  ctx: CommandContext,
  fact: Fact,
): { readonly from: readonly EntityId[]; readonly to: readonly EntityId[] } {
  const gives = (id: EntityId): boolean =>
    ['agency', 'country'].includes(ctx.base.entity(id)?.kind ?? '')
  const all = entitiesOf(fact).filter(id => id !== fact.place)
  return { from: all.filter(gives), to: all.filter(id => !gives(id)) }
}

function names(ctx: CommandContext, ids: readonly EntityId[]): string | undefined {
  return ids.length === 0 ? undefined : ids.map(id => ctx.label(id)).join(', ')
}
