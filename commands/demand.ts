// How demand is expected to grow, as a multiple too, and what drives it.
import { type CommandFile, sentence } from '#magnets'

export default {
  summary: 'How demand is projected to grow, as a multiple too, and what drives it',
  translated: { es: 'Cómo se prevé que crezca la demanda y qué la impulsa' },
  options: [],
  audience: 'everyone',
  metric: 'Demand',
  run(_options, ctx) {
    const facts = ctx.facts({ family: 'demand' })
    if (facts.length === 0) return ctx.silent('demand')
    const growth = facts.filter(({ value }) => value !== undefined)
    const multiples = growth.flatMap(fact => {
      const derived =
        ctx.base.measure(fact.measure)?.direction === 'up' && ctx.arithmetic.growthMultiple(fact)
      return derived ? [{ fact, derived }] : []
    })
    return ctx.compose({
      outcome: 'answer',
      parts: [
        ...growth.map(fact => sentence('answer', ctx.tell(fact), [fact])),
        ...multiples.map(({ fact, derived }) =>
          sentence(
            'working',
            `That is ${derived.text} the starting level: ${derived.working.shown}.`,
            [fact],
          ),
        ),
        ...facts
          .filter(fact => !growth.includes(fact))
          .map(fact => sentence('basis', ctx.tell(fact), [fact])),
        ...ctx.caveats(growth),
      ],
      workings: multiples.map(({ derived }) => derived.working),
    })
  },
} satisfies CommandFile
