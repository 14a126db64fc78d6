// Everything that the base dates, in order: what happened, what is planned, what nobody confirmed.
import { type CommandFile, cell, type Fact, isAhead, type Part } from '#magnets'

export default {
  summary: 'What happened, what is planned, and which planned dates have passed unconfirmed',
  translated: { es: 'Qué ocurrió, qué está previsto y qué fechas pasaron sin confirmar' },
  options: [],
  audience: 'everyone',
  metric: 'Timeline',
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
          'Past',
          dated.filter(fact => !ahead.includes(fact)),
        ),
        ...list(
          'Overdue: the date has passed, and nothing in the base confirms it',
          ahead.filter(fact => ctx.overdue(fact)),
        ),
        ...list(
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

function list(title: string, facts: readonly Fact[]): readonly Part[] {
  if (facts.length === 0) return []
  const items = facts.map(fact => {
    const when = fact.period?.text ?? ''
    return cell(`${capital(when)}: ${undated(fact.statement, when)}`, [fact])
  })
  return [{ kind: 'list', title, items }]
}

/** The date stands before the item: once more inside the sentence it would only be noise. */
function undated(statement: string, when: string): string {
  const date = /^(?:by|since|until) /.test(when) ? when : `in ${when}`
  if (statement.startsWith(`${capital(date)} `)) return capital(statement.slice(date.length + 1))
  const at = statement.indexOf(` ${date}`)
  const after = statement.charAt(at + 1 + date.length)
  const ends = at >= 0 && ' .,;'.includes(after)
  return ends ? statement.slice(0, at) + statement.slice(at + 1 + date.length) : statement
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
