// Draws a table; where the terminal is too narrow cells wrap, and at last each row becomes a list.
import type { Cell, TablePart } from '#magnets'
import { cleanLine } from './clean-text.ts'
import { cited, type Page, styled } from './page.ts'
import { padded, widthOf } from './text-width.ts'
import { wrapHanging, wrapText } from './wrap-text.ts'

const GAP = '  '
/** A column is no narrower than this, nor than its longest word, unless that is longer still. */
const MIN_COLUMN = 7
const MAX_WORD = 20

interface Column {
  readonly align: 'left' | 'right'
  readonly label: string
  readonly cells: readonly string[]
}

export function tableLines(page: Page, table: TablePart): string[] {
  const rows = table.rows.map(row => rowCells(page, row))
  const columns = table.columns.map(
    ({ label, align }, index): Column => ({
      align,
      label: cleanLine(label),
      cells: rows.map(row => row[index] ?? ''),
    }),
  )
  const title = wrapText(cleanLine(table.title), page.width).map(line => styled(page, 'bold', line))
  const widths = fittingWidths(columns, page.width)
  if (widths === undefined) return [...title, ...rows.flatMap(row => record(page, columns, row))]
  const draw = (cells: readonly string[]): string[] => rowLines(columns, widths, cells)
  const head = draw(columns.map(column => column.label))
  const rule = widths.map(width => '─'.repeat(width)).join(GAP)
  return [...title, ...head, styled(page, 'dim', rule), ...rows.flatMap(draw)]
}

/** Cells with the numbers of their sources; once behind the last where all rest on the same. */
function rowCells(page: Page, row: readonly Cell[]): string[] {
  const citing = row.filter(({ facts }) => facts.length > 0)
  const [first] = citing
  const same = citing.every(({ facts }) => String(facts) === String(first?.facts))
  return row.map(cell => cited(page, cell.text, same && cell !== citing.at(-1) ? [] : cell.facts))
}

/** Takes columns from the widest until all fit; undefined where they can't. */
function fittingWidths(columns: readonly Column[], width: number): number[] | undefined {
  const room = width - GAP.length * (columns.length - 1)
  const widths = columns.map(({ label, cells }) => Math.max(1, ...[label, ...cells].map(widthOf)))
  const least = columns.map((column, index) => Math.min(widths[index] ?? 0, leastWidth(column)))
  if (least.reduce((sum, each) => sum + each, 0) > room) return undefined
  let excess = widths.reduce((sum, each) => sum + each, 0) - room
  while (excess > 0) {
    const spare = widths.map((each, index) => (each > (least[index] ?? 0) ? each : 0))
    const widest = spare.indexOf(Math.max(...spare))
    widths[widest] = (widths[widest] ?? 0) - 1
    excess -= 1
  }
  return widths
}

function leastWidth({ label, cells }: Column): number {
  const words = [label, ...cells].flatMap(text => text.split(' '))
  return Math.max(MIN_COLUMN, Math.min(MAX_WORD, Math.max(...words.map(widthOf))))
}

function rowLines(
  columns: readonly Column[],
  widths: readonly number[],
  cells: readonly string[],
): string[] {
  const wrapped = cells.map((cell, index) => wrapText(cell, widths[index] ?? 1))
  const height = Math.max(1, ...wrapped.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => padded(lines[line] ?? '', widths[index] ?? 1, columns[index]?.align))
      .join(GAP)
      .trimEnd(),
  )
}

function record(page: Page, columns: readonly Column[], cells: readonly string[]): string[] {
  return cells.flatMap((cell, index) => {
    if (cell === '') return []
    const mark = index === 0 ? '- ' : '  '
    return wrapHanging(mark, `${columns[index]?.label ?? ''}: ${cell}`, page.width)
  })
}
