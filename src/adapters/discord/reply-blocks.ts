// Lowers the parts of a reply to blocks: sentences, lists, tables and charts, with their citation numbers.
import type { Citation, FactId, Part, Reply } from '#magnets'
import { barLines } from './bar-lines.ts'
import { type Block, codeBlocks, heading, oneLine, paragraphs } from './blocks.ts'
import { tableBlocks } from './table-blocks.ts'

/** Beyond this the list of sources serves better than a row of numbers. */
const MAX_MARKS = 12

/** Every part in reading order, then the workings that no part shows. */
export function replyBlocks(reply: Reply): Block[] {
  const mark = marker(reply.citations)
  const blocks = reply.parts.flatMap(part => partBlocks(part, mark))
  const shown = reply.parts.map(part => (part.kind === 'sentence' ? part.text : '')).join('\n')
  const hidden = reply.workings.filter(working => !shown.includes(working.shown))
  const workings = hidden.flatMap(w => paragraphs(w.shown, { after: mark(w.shown, w.facts) }))
  const all = [...blocks, ...workings]
  return all.length > 0 ? all : paragraphs(reply.text)
}

type Mark = (text: string, facts: readonly FactId[]) => string

/** Citation numbers for texts that don't carry them already. */
function marker(citations: readonly Citation[]): Mark {
  return (text, facts) => {
    if (/\[\d+\]/.test(text)) return ''
    const numbers = citations.filter(c => facts.includes(c.fact)).map(c => c.number)
    const marks = [...new Set(numbers)].slice(0, MAX_MARKS).map(n => `\\[${n}\\]`)
    return marks.length > 0 ? ` ${marks.join('')}` : ''
  }
}

function partBlocks(part: Part, mark: Mark): Block[] {
  switch (part.kind) {
    case 'sentence':
      return paragraphs(part.text, { after: mark(part.text, part.facts) })
    case 'list':
      return [
        ...heading(part.title),
        ...part.items.flatMap(({ text, facts }, index) => {
          const tight = index > 0 || part.title !== undefined
          return paragraphs(oneLine(text), { before: '- ', after: mark(text, facts), tight })
        }),
      ]
    case 'table': {
      const facts = part.rows.flatMap(row => row.flatMap(cell => cell.facts))
      const text = part.rows.flatMap(row => row.map(cell => cell.text)).join('\n')
      return [...heading(part.title), ...tableBlocks(part), ...marks(mark(text, facts))]
    }
    case 'chart': {
      const { title, alt, series } = part.chart
      const facts = series.flatMap(one => one.points.flatMap(point => point.facts))
      const words = paragraphs(alt, { after: mark(alt, facts), tight: true })
      return [...heading(title), ...codeBlocks(barLines(part.chart)), ...words]
    }
  }
}

function marks(text: string): Block[] {
  return text === '' ? [] : [{ text: text.trim(), tight: true }]
}
