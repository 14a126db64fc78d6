// Lowers a table to monospaced columns, or to a list where the columns would be too wide to read.
import type { TablePart } from '#magnets'
import { type Block, codeBlocks, oneLine, paragraphs } from './blocks.ts'
import { escapeCode, isBlank } from './escape-text.ts'

/** Wider lines wrap in Discord's code blocks, which destroys the columns. */
const TABLE_WIDTH = 56

export function tableBlocks(table: TablePart): Block[] {
  const cells = [table.columns.map(c => c.label), ...table.rows.map(row => row.map(c => c.text))]
  const texts = cells.map(row => row.map(text => oneLine(escapeCode(text))))
  const widths = table.columns.map((_, i) => Math.max(...texts.map(row => width(row[i] ?? ''))))
  const total = widths.reduce((sum, w) => sum + w + 2, -2)
  if (total > TABLE_WIDTH || total < 1) return asList(table)
  const [head = '', ...lines] = texts.map(row =>
    row
      .map((text, i) => {
        const gap = ' '.repeat((widths[i] ?? 0) - width(text))
        return table.columns[i]?.align === 'right' ? gap + text : text + gap
      })
      .join('  ')
      .trimEnd(),
  )
  return codeBlocks(lines, [head, widths.map(w => '─'.repeat(w)).join('  ')])
}

/** A line a row, every cell with its column's name. */
function asList(table: TablePart): Block[] {
  const labels = table.columns.map(column => column.label)
  const lines = table.rows.map(row =>
    row.map((cell, i) => {
      const label = labels[i] ?? ''
      return isBlank(label) ? cell.text : `${label}: ${isBlank(cell.text) ? '–' : cell.text}`
    }),
  )
  return (lines.length > 0 ? lines : [labels]).flatMap(line =>
    paragraphs(oneLine(line.join(' · ')), { before: '- ', tight: true }),
  )
}

function width(text: string): number {
  return [...text].length
}
