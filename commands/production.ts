// What is produced, by whom, and what began or is to begin.
import { type CommandFile, cell, type Part } from '#magnets'

export default {
  summary: 'What is produced, by whom and when, and what began or is planned to begin',
  translated: { es: 'Qué se produce, por quién y cuándo, y qué está por empezar' },
  options: [],
  audience: 'everyone',
  metric: 'Production',
  run(_options, ctx) {
    const outputs = ctx.facts({ measure: 'production', hasValue: true })
    const starts = ctx.facts({ family: 'timing' })
    if (outputs.length + starts.length === 0) return ctx.silent('production')
    const table: Part = {
      kind: 'table',
      title: 'Production',
      columns: [
        { label: 'Where', align: 'left' },
        { label: 'Product', align: 'left' },
        { label: 'Amount', align: 'right' },
        { label: 'When', align: 'left' },
        { label: 'Status', align: 'left' },
      ],
      rows: outputs.map(fact => [
        cell(ctx.label(fact.subject), [fact]),
        cell(fact.object && ctx.label(fact.object), [fact]),
        cell(ctx.valueText(fact), [fact]),
        cell(fact.period?.text, [fact]),
        cell(fact.status, [fact]),
      ]),
    }
    const list: Part = {
      kind: 'list',
      title: 'Starts and first deliveries',
      items: starts.map(fact => cell(ctx.tell(fact), [fact])),
    }
    const parts = [
      ...(outputs.length === 0 ? [] : [table]),
      ...(starts.length === 0 ? [] : [list]),
      ...ctx.caveats(outputs),
    ]
    return ctx.compose({ outcome: 'answer', parts })
  },
} satisfies CommandFile
