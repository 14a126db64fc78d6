// Everything that the base holds of one company and its sites, grouped for reading.
import {
  type Base,
  belongingTo,
  type CommandContext,
  type CommandFile,
  cell,
  type Entity,
  type EntityId,
  entitiesInFacts,
  entitiesOf,
  type Fact,
  isAhead,
  type Part,
} from '#magnets'

export default {
  summary: 'Everything held of one company: sites and stakes, products, plans, money',
  translated: {
    es: 'Todo lo que la base dice de una empresa: plantas, producción, planes, dinero',
  },
  options: [
    {
      name: 'name',
      summary: 'A company of the base',
      translated: { es: 'Una empresa de la base' },
      kind: 'choice',
      required: true,
      choices: base => companies(base).map(company => company.name),
    },
  ],
  audience: 'everyone',
  run({ name = '' }, ctx) {
    const id = ctx.findEntity(name)
    const known = companies(ctx.base)
    if (id === undefined || !known.some(company => company.id === id)) {
      return ctx.notice(
        name === '' ? 'Which company?' : `“${name}” is no company of the base. It holds:`,
        known.map(company => company.name),
      )
    }
    const facts = factsOn(ctx, id)
    const parts = GROUPS.flatMap(({ title }): readonly Part[] => {
      const items = facts.filter(fact => groupOf(ctx, fact) === title)
      if (items.length === 0) return []
      return [{ kind: 'list', title, items: items.map(fact => cell(ctx.tell(fact), [fact])) }]
    })
    return ctx.compose({ outcome: 'answer', parts: [...parts, ...ctx.caveats(facts)] })
  },
} satisfies CommandFile

const OUTPUT = ['production', 'capacity', 'timing', 'quality']
const MONEY = ['money', 'business']

/** In reading order; a fact stands in the first group that takes it. */
const GROUPS: readonly {
  readonly title: string
  takes(fact: Fact, family: string, kind: string): boolean
}[] = [
  {
    title: 'Sites and stakes',
    takes: (fact, family, kind) =>
      kind === 'site' && !isAhead(fact) && ![...OUTPUT, ...MONEY].includes(family),
  },
  {
    title: 'Products and output',
    takes: (fact, family) => OUTPUT.includes(family) && !isAhead(fact),
  },
  { title: 'Plans', takes: (fact, family) => isAhead(fact) && !MONEY.includes(family) },
  { title: 'Money and contracts', takes: (_, family) => MONEY.includes(family) },
  { title: 'Also held', takes: () => true },
]

function groupOf(ctx: CommandContext, fact: Fact): string | undefined {
  const family = ctx.base.measure(fact.measure)?.family ?? ''
  const kind = ctx.base.entity(fact.subject)?.kind ?? ''
  return GROUPS.find(group => group.takes(fact, family, kind))?.title
}

function companies(base: Base): readonly Entity[] {
  return entitiesInFacts(base, ['company'])
}

/** What is held of a company's sites belongs to it, whether or not the sentence names the company. */
function factsOn(ctx: CommandContext, id: EntityId): readonly Fact[] {
  const sites = belongingTo(ctx.base, id).filter(to => ctx.base.entity(to)?.kind === 'site')
  return ctx.facts({}).filter(fact => entitiesOf(fact).includes(id) || sites.includes(fact.subject))
}
