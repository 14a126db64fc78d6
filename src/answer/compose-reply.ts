// Builds the finished Reply: numbers its citations, dates it and writes its complete text.

import type { Base, Citation, FactId, Part, Reply, ReplyDraft } from '#magnets'
import { formatDay, formatMonth } from '#magnets'

/** Numbers citations in order of appearance. Unknown fact ids are an error of the caller. */
export function composeReply(base: Base, draft: ReplyDraft): Reply {
  const citations = cite(base, draft)
  const asOf = latest(citations.map(citation => base.fact(citation.fact)?.asOf ?? ''))
  const shell = {
    outcome: draft.outcome,
    parts: draft.parts,
    workings: draft.workings ?? [],
    citations,
    actions: draft.actions ?? [],
    ...(asOf === '' ? {} : { asOf }),
  }
  return { ...shell, text: textOf(shell) }
}

/** A reply that holds no fact: limits, errors, help. An array is shown as a list. */
export function noticeReply(...paragraphs: readonly (string | readonly string[])[]): Reply {
  const parts = paragraphs.map(
    (paragraph): Part =>
      typeof paragraph === 'string'
        ? { kind: 'sentence', role: 'note', text: paragraph, facts: [] }
        : { kind: 'list', items: paragraph.map(text => ({ text, facts: [] })) },
  )
  const shell = { outcome: 'notice' as const, parts, workings: [], citations: [], actions: [] }
  return { ...shell, text: textOf(shell) }
}

/** The ids of the facts that a part rests on, in order, without repeats. */
export function factsOfPart(part: Part): readonly FactId[] {
  switch (part.kind) {
    case 'sentence':
      return part.facts
    case 'list':
      return [...new Set(part.items.flatMap(item => item.facts))]
    case 'table':
      return [...new Set(part.rows.flat().flatMap(cell => cell.facts))]
    case 'chart':
      return [...new Set(part.chart.series.flatMap(s => s.points.flatMap(p => p.facts)))]
  }
}

function cite(base: Base, draft: ReplyDraft): readonly Citation[] {
  const used = [
    ...draft.parts.flatMap(factsOfPart),
    ...(draft.workings ?? []).flatMap(working => working.facts),
  ]
  return [...new Set(used)].map((id, index) => {
    const fact = base.fact(id)
    const source = fact && base.source(fact.source)
    if (fact === undefined || source === undefined) throw new Error(`no fact or source for ${id}`)
    return {
      number: index + 1,
      fact: id,
      source: source.id,
      title: source.title,
      ...(source.publisher === undefined ? {} : { publisher: source.publisher }),
      ...(source.address === undefined ? {} : { address: source.address }),
      published: source.published,
      section: fact.section,
    }
  })
}

function textOf(reply: Omit<Reply, 'text'>): string {
  const marks = (facts: readonly FactId[]): string =>
    reply.citations
      .filter(citation => facts.includes(citation.fact))
      .map(citation => `[${citation.number}]`)
      .join('')
  const marked = (text: string, facts: readonly FactId[]): string =>
    facts.length === 0 ? text : `${text} ${marks(facts)}`
  const blocks: string[] = []
  for (const part of reply.parts) {
    if (part.kind === 'sentence') blocks.push(marked(part.text, part.facts))
    else if (part.kind === 'list') {
      const items = part.items.map(item => `- ${marked(item.text, item.facts)}`)
      blocks.push([...(part.title === undefined ? [] : [part.title]), ...items].join('\n'))
    } else if (part.kind === 'chart') blocks.push(part.chart.alt)
    else {
      const rows = part.rows.map(row => row.map(cell => marked(cell.text, cell.facts)).join(' | '))
      const head = part.columns.map(column => column.label).join(' | ')
      blocks.push([part.title, head, ...rows].join('\n'))
    }
  }
  return [...blocks, ...footer(reply)].join('\n')
}

function footer(reply: Omit<Reply, 'text'>): readonly string[] {
  if (reply.asOf === undefined) return []
  const bySource = Map.groupBy(reply.citations, citation => citation.source)
  const sources = [...bySource.values()].map(group => {
    const first = group[0]
    const numbers = group.map(citation => `[${citation.number}]`).join('')
    return first === undefined ? '' : `${numbers} ${first.title}, ${formatDay(first.published)}`
  })
  return [`As of ${formatMonth(reply.asOf)}. Source: ${sources.join('; ')}`]
}

function latest(days: readonly string[]): string {
  return days.reduce((last, day) => (day > last ? day : last), '')
}
