// Everything that the base dates, in order: what happened, what is planned, what nobody confirmed.
import {
  type CommandContext,
  type CommandFile,
  cell,
  type Fact,
  isAhead,
  type Part,
} from '#magnets'

export default {
  summary: 'What happened, what is planned, and which planned dates have passed unconfirmed',
  options: [],
  audience: 'everyone',
  run(_options, ctx) {
    const dated = ctx
      .facts({})
      .filter(({ period }) => period !== undefined)
      .toSorted((a, b) => sortKey(a).localeCompare(sortKey(b)))
    if (dated.length === 0) return ctx.silent('dates')
    const ahead = dated.filter(isAhead)
    return ctx.compose({
      outcome: 'answer',
      parts: [
        ...list(
          ctx,
          'Past',
          dated.filter(fact => !ahead.includes(fact)),
        ),
        ...list(
          ctx,
          'Overdue: the date has passed, not confirmed',
          ahead.filter(fact => ctx.overdue(fact)),
        ),
        ...list(
          ctx,
          'Planned or projected',
          ahead.filter(fact => !ctx.overdue(fact)),
        ),
      ],
    })
  },
} satisfies CommandFile

/** By beginning, then by end; "by 2040" has only an end. */
function sortKey({ period }: Fact): string {
  return `${period?.from ?? period?.to ?? ''} ${period?.to ?? ''}`
}

function list(ctx: CommandContext, title: string, facts: readonly Fact[]): readonly Part[] {
  if (facts.length === 0) return []
  const items = facts.map(fact => {
    const when = fact.period?.text ?? ''
    return cell(`${when.charAt(0).toUpperCase()}${when.slice(1)}: ${ctx.tell(fact)}`, [fact])
  })
  return [{ kind: 'list', title, items }]
}
