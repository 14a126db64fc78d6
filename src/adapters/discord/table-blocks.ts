// Lowers a table to monospaced columns, or to a list where the columns would be too wide to read.
import type { Cell, TablePart } from '#magnets'
import { type Block, codeBlocks, oneLine, paragraphs } from './blocks.ts'
import { escapeCode, escapeText, isBlank } from './escape-text.ts'
import { type Cite, marksOf } from './marks.ts'

/** Wider lines wrap in a code block on a phone, which destroys the columns. */
const TABLE_WIDTH = 36
/** A longer name of a row is no longer a heading. */
const NAME_LENGTH = 80
const SOURCE = 'Source'

/** Every row with the numbers of its sources, in a column of their own or at its end. */
export function tableBlocks(table: TablePart, cite: Cite): Block[] {
  const sources = table.rows.map(row => numbersOf(row, cite))
  const cited = sources.some(numbers => numbers.length > 0)
  const head = [...table.columns.map(c => c.label), ...(cited ? [SOURCE] : [])]
  const body = table.rows.map((row, i) => [
    ...row.map(cell => cell.text),
    ...(cited ? [(sources[i] ?? []).map(number => `[${number}]`).join('')] : []),
  ])
  const texts = [head, ...body].map(row => row.map(text => oneLine(escapeCode(text))))
  const widths = head.map((_, i) => Math.max(...texts.map(row => width(row[i] ?? ''))))
  const total = widths.reduce((sum, w) => sum + w + 2, -2)
  if (total > TABLE_WIDTH || total < 1) return asList(table, sources)
  const [first = '', ...lines] = texts.map(row =>
    row
      .map((text, i) => {
        const gap = ' '.repeat((widths[i] ?? 0) - width(text))
        return table.columns[i]?.align === 'right' ? gap + text : text + gap
      })
      .join('  ')
      .trimEnd(),
  )
  return codeBlocks(lines, [first, widths.map(w => '─'.repeat(w)).join('  ')])
}

function numbersOf(row: readonly Cell[], cite: Cite): readonly number[] {
  const facts = row.flatMap(cell => cell.facts)
  return cite(row.map(cell => cell.text).join(' '), facts)
}

/** A line a row, every cell with its column's name; the first, which names the row, in bold. */
function asList(table: TablePart, sources: readonly (readonly number[])[]): Block[] {
  const labels = table.columns.map(column => column.label)
  if (table.rows.length === 0) return paragraphs(oneLine(labels.join(' · ')), { before: '- ' })
  return table.rows.flatMap((row, index) => {
    const cells = row.map((cell, i) => {
      const label = oneLine(labels[i] ?? '')
      const text = isBlank(cell.text) ? '–' : oneLine(cell.text)
      return { label: isBlank(label) ? '' : `${label}: `, text }
    })
    const after = marksOf(sources[index] ?? [])
    const whole = cells.map(({ label, text }) => label + text)
    const [name] = cells
    const bold = name && `${escapeText(name.label)}**${escapeText(name.text)}**`
    if (bold === undefined || bold.length > NAME_LENGTH || whole.length < 2) {
      return paragraphs(whole.join(' · '), { before: '- ', after, tight: true })
    }
    const rest = whole.slice(1).join(' · ')
    return paragraphs(rest, { before: `- ${bold} · `, after, tight: true })
  })
}

function width(text: string): number {
  return [...text].length
}
