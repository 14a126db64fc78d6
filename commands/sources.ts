// Where the facts come from, with all that is known of it, and what is not.
import { type CommandFile, NOT_STATED } from '#magnets'

export default {
  summary: 'The sources of the base: title, author, publisher, date and address as far as known',
  translated: { es: 'Las fuentes, con todo lo que se sabe de cada una' },
  options: [],
  audience: 'everyone',
  run(_options, ctx) {
    const { sources } = ctx.base
    if (sources.length === 0) return ctx.silent('sources')
    const blocks = sources.flatMap(source => {
      const { length } = ctx.base.facts.filter(fact => fact.source === source.id)
      return [
        source.title,
        [
          line('Byline', source.byline),
          line('Publisher', source.publisher),
          line('Published', ctx.day(source.published)),
          line('Address', source.address),
          line('Its own source', source.underlying),
          `Carries ${length} ${length === 1 ? 'fact' : 'facts'} of the base`,
        ],
      ]
    })
    return ctx.notice(...blocks, `The base speaks up to ${ctx.day(ctx.base.asOf)}.`)
  },
} satisfies CommandFile

function line(label: string, value: string | undefined): string {
  return value === undefined ? `${label} ${NOT_STATED}` : `${label}: ${value}`
}
