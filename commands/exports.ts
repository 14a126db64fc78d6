// How exports have changed, against what, and why.
import { type CommandFile, type Fact, sentence } from '#magnets'

export default {
  summary: 'How exports have changed, against what, and what brought it about',
  translated: { es: 'Cómo han cambiado las exportaciones y por qué' },
  options: [],
  audience: 'everyone',
  metric: 'Exports',
  run(_options, ctx) {
    const changes = ctx.facts({ measure: 'export-change' })
    if (changes.length === 0) return ctx.silent('exports')
    const reasons = changes.flatMap(({ because }) => because.flatMap(id => ctx.base.fact(id) ?? []))
    const rest = ctx.facts({ family: 'trade' }).filter(fact => !changes.includes(fact))
    const basis = new Set<Fact>([...reasons, ...rest])
    return ctx.compose({
      outcome: 'answer',
      parts: [
        ...changes.map(fact => sentence('answer', ctx.tell(fact), [fact])),
        ...[...basis].map(fact => sentence('basis', ctx.tell(fact), [fact])),
        ...ctx.caveats(changes),
      ],
    })
  },
} satisfies CommandFile
