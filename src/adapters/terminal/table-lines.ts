// Draws a table; where the terminal is too narrow cells wrap, and at last each row becomes a list.
import type { TablePart } from '#magnets'
import { cleanLine } from './clean-text.ts'
import { cited, type Page, styled } from './page.ts'
import { padded, widthOf } from './text-width.ts'
import { wrapHanging, wrapText } from './wrap-text.ts'

const GAP = '  '
/** A column narrower than this breaks nearly every word. */
const MIN_COLUMN = 7

interface Column {
  readonly align: 'left' | 'right'
  readonly label: string
  readonly cells: readonly string[]
}

export function tableLines(page: Page, table: TablePart): string[] {
  const columns = table.columns.map(
    ({ label, align }, index): Column => ({
      align,
      label: cleanLine(label),
      cells: table.rows.map(row => cited(page, row[index]?.text ?? '', row[index]?.facts ?? [])),
    }),
  )
  const title = wrapText(cleanLine(table.title), page.width).map(line => styled(page, 'bold', line))
  const widths = fittingWidths(columns, page.width)
  const rows = table.rows.map((_, row) => columns.map(column => column.cells[row] ?? ''))
  if (widths === undefined) return [...title, ...rows.flatMap(row => record(page, columns, row))]
  const draw = (cells: readonly string[]): string[] => rowLines(columns, widths, cells)
  const head = draw(columns.map(column => column.label))
  const rule = widths.map(width => '─'.repeat(width)).join(GAP)
  return [...title, ...head, styled(page, 'dim', rule), ...rows.flatMap(draw)]
}

/** Takes columns from the widest until all fit; undefined where they can't. */
function fittingWidths(columns: readonly Column[], width: number): number[] | undefined {
  const room = width - GAP.length * (columns.length - 1)
  const widths = columns.map(({ label, cells }) => Math.max(1, ...[label, ...cells].map(widthOf)))
  const least = widths.map(natural => Math.min(natural, MIN_COLUMN))
  if (least.reduce((sum, each) => sum + each, 0) > room) return undefined
  let excess = widths.reduce((sum, each) => sum + each, 0) - room
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths))
    widths[widest] = (widths[widest] ?? 0) - 1
    excess -= 1
  }
  return widths
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
    const mark = index === 0 ? '- ' : '  '
    return wrapHanging(mark, `${columns[index]?.label ?? ''}: ${cell}`, page.width)
  })
}
