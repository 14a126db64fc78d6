// A reply as a row of blocks, however many: its parts in reading order, then what it rests on, then its buttons.
import { type Chart, formatDay, type Part, type Reply, type SentencePart } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, context } from './block.ts'
import { citationLines, withMarks } from './cite.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import { lowerActions } from './lower-actions.ts'
import { lowerChart } from './lower-chart.ts'
import { isSmall, lowerList, lowerSentences } from './lower-prose.ts'
import { lowerTable } from './lower-table.ts'
import { nativeChart } from './native-chart.ts'
import { packLines } from './pack-lines.ts'
import { isDescribed, pictureBlocks } from './picture-block.ts'

/** Ids of uploaded files, by the place of their chart among the charts of a reply. */
export type Pictures = ReadonlyMap<number, string>

export interface BlocksOptions {
  readonly native: boolean
  /** Default: none; charts that Slack can't show itself are drawn in text. */
  readonly pictures?: Pictures
}

/**
 * `native` where Slack's own tables, charts and thumbs may stand: in messages, not in windows, and not
 * where Slack has refused them. The reply must be clean.
 */
export function replyBlocks(reply: Reply, how: BlocksOptions): Block[] {
  return [...bodyBlocks(reply, how), ...footBlocks(reply, how.native)]
}

/** Charts that Slack can't show itself and a picture can, by their place among all. The reply must be clean. */
export function chartsWithoutOwn(reply: Reply): ReadonlyMap<number, Chart> {
  const charts = reply.parts.flatMap(part => (part.kind === 'chart' ? [part.chart] : []))
  const own = ownCharts(reply)
  return new Map(
    [...charts.entries()].filter(([at, chart]) => own[at] === undefined && isDescribed(chart)),
  )
}

/** Slack's own form of each chart in turn, where it has one and there is room for it. */
function ownCharts({ parts, citations }: Reply): readonly (Block[] | undefined)[] {
  let left: number = LIMITS.chartsPerMessage
  return parts.flatMap(part => {
    if (part.kind !== 'chart') return []
    const own = left > 0 ? nativeChart(part.chart, citations) : undefined
    if (own !== undefined) left -= 1
    return [own]
  })
}

function bodyBlocks(reply: Reply, { native, pictures }: BlocksOptions): Block[] {
  const { citations } = reply
  const own = native ? ownCharts(reply) : []
  const blocks: Block[] = []
  let table = false
  let charts = 0
  for (const group of groupSentences(reply)) {
    if (group.kind === 'sentences') {
      blocks.push(...lowerSentences(group.parts, group.small, citations))
    } else if (group.kind === 'table') {
      const lowered = lowerTable(group, citations, native && !table)
      table ||= lowered.some(({ type }) => type === 'table' || type === 'data_table')
      blocks.push(...lowered)
    } else if (group.kind === 'chart') {
      const file = pictures?.get(charts)
      const pictured = file === undefined ? undefined : pictureBlocks(group.chart, file, citations)
      blocks.push(...(own[charts] ?? pictured ?? lowerChart(group.chart, citations)))
      charts += 1
    } else blocks.push(...lowerList(group, citations))
  }
  return blocks
}

/** Sentences in a row that look alike become one paragraph block. */
function groupSentences(reply: Reply) {
  const groups: (SentenceGroup | Exclude<Part, SentencePart>)[] = []
  for (const part of reply.parts) {
    if (part.kind !== 'sentence') {
      groups.push(part)
      continue
    }
    const last = groups.at(-1)
    const small = isSmall(part, reply)
    if (last?.kind === 'sentences' && last.small === small) last.parts.push(part)
    else groups.push({ kind: 'sentences', small, parts: [part] })
  }
  return groups
}

interface SentenceGroup {
  readonly kind: 'sentences'
  readonly small: boolean
  readonly parts: SentencePart[]
}

/** Working that no sentence shows, sources, date, reference, buttons. */
function footBlocks(reply: Reply, native: boolean): Block[] {
  const said = reply.parts.map(part => (part.kind === 'sentence' ? part.text : '')).join('\n')
  const workings = reply.workings
    .filter(({ shown }) => !said.includes(shown))
    .map(working => withMarks(`Worked out: ${working.shown}`, working.facts, reply.citations))
  const dated = reply.asOf === undefined ? [] : [`As of ${formatDay(reply.asOf)}`]
  const reference = reply.reference === undefined ? [] : [`Reference: ${reply.reference}`]
  const small = [
    ...workings
      .flatMap(text => splitText(text, LIMITS.contextText, escapedLength))
      .map(escapeMrkdwn),
    ...citationLines(reply.citations),
    ...[...dated, ...reference].map(escapeMrkdwn),
  ]
  return [
    ...packLines(small, LIMITS.contextText).map(context),
    ...lowerActions(reply.actions, native),
  ]
}
