// A table as Slack's own where it may be one, else as fixed-width lines, else as a list of its rows.
import type { Citation, TablePart } from '#magnets'
import { type Block, bullets, heading, preformatted } from './block.ts'
import { marksOf } from './cite.ts'
import { LIMITS } from './limits.ts'
import { packLines } from './pack-lines.ts'

/** Wider lines wrap on a phone, and then nobody can read the columns. */
const FIXED_WIDTH = 40
/** Slack refuses a cell without text. */
const EMPTY_CELL = '–'
/** More rows would push the answer out of sight. */
const PAGED_FROM = 20
const PAGE_ROWS = 15

interface Grid {
  readonly columns: TablePart['columns']
  readonly rows: readonly (readonly string[])[]
}

/** `native` is false where the message has a table of its own already. */
export function lowerTable(
  part: TablePart,
  citations: readonly Citation[],
  native: boolean,
): Block[] {
  const grid = withSources(part, citations)
  if (native && fitsNative(grid, part.title)) return nativeTable(part.title, grid)
  const lines = fixedLines(grid)
  if (lines.every(line => line.length <= FIXED_WIDTH)) {
    return packLines(lines, LIMITS.sectionText).map((text, index) =>
      preformatted(index === 0 ? part.title : undefined, text),
    )
  }
  const records = grid.rows.map(row =>
    row.map((cell, index) => `${grid.columns[index]?.label ?? ''}: ${cell}`).join('; '),
  )
  return packLines(records, LIMITS.sectionText).map((text, index) =>
    bullets(index === 0 ? part.title : undefined, text.split('\n')),
  )
}

/** Adds a column with citation numbers where a cell rests on a fact that no text names. */
function withSources(part: TablePart, citations: readonly Citation[]): Grid {
  const marks = part.rows.map(row => {
    const text = row.map(cell => cell.text).join(' ')
    const facts = row.flatMap(cell => cell.facts)
    return marksOf(facts, citations).filter(mark => !text.includes(mark))
  })
  const texts = part.rows.map(row => row.map(cell => oneLine(cell.text) || EMPTY_CELL))
  if (marks.every(row => row.length === 0)) return { columns: part.columns, rows: texts }
  return {
    columns: [...part.columns, { label: 'Source', align: 'left' }],
    rows: texts.map((row, index) => [...row, marks[index]?.join('') || EMPTY_CELL]),
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function fitsNative(grid: Grid, title: string): boolean {
  const characters = [grid.columns.map(({ label }) => label), ...grid.rows]
    .flat()
    .reduce((sum, text) => sum + text.length, 0)
  return (
    grid.columns.length > 0 &&
    grid.columns.length <= LIMITS.tableColumns &&
    grid.rows.length + 1 <= LIMITS.tableRows &&
    characters <= LIMITS.tableCharacters &&
    title.length <= LIMITS.sectionText
  )
}

function nativeTable(title: string, { columns, rows }: Grid): Block[] {
  if (rows.length > PAGED_FROM) return pagedTable(title, { columns, rows })
  const cell = (text: string) => ({ type: 'raw_text' as const, text })
  const labels = columns.map(({ label }) => cell(label || EMPTY_CELL))
  return [
    ...(title === '' ? [] : [heading(title)]),
    {
      type: 'table',
      column_settings: columns.map(({ align }) => ({ align, is_wrapped: true })),
      rows: [labels, ...rows.map(row => row.map(cell))],
    },
  ]
}

/** Turned over in pages, sorted and filtered by the reader. */
function pagedTable(title: string, { columns, rows }: Grid): Block[] {
  const cell = (text: string) => ({ type: 'raw_text' as const, text })
  const labels = columns.map(({ label }) => cell(label || EMPTY_CELL))
  const caption = title || labels.map(({ text }) => text).join(', ')
  const all = [labels, ...rows.map(row => row.map(cell))]
  return [{ type: 'data_table', caption, page_size: PAGE_ROWS, rows: all }]
}

function fixedLines({ columns, rows }: Grid): string[] {
  const all = [columns.map(({ label }) => label), ...rows]
  const widths = columns.map((_, index) => Math.max(...all.map(row => row[index]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((text, index) =>
        columns[index]?.align === 'right'
          ? text.padStart(widths[index] ?? 0)
          : text.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd()
  const [labels = [], ...body] = all
  const rule = widths.map(width => '-'.repeat(width)).join('  ')
  return [line(labels), rule, ...body.map(line)]
}
