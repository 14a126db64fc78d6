// Sets a reply as lines of text for a terminal of some width.
import type { ListPart, Part, Quantity, Reply, SentencePart } from '#magnets'
import { barLines } from './bar-lines.ts'
import { cleanLine } from './clean-text.ts'
import { cited, type Page, styled } from './page.ts'
import { sourceLines } from './source-lines.ts'
import { tableLines } from './table-lines.ts'
import { wrapHanging, wrapText } from './wrap-text.ts'

/** Wider lines are hard to read. */
export const MAX_WIDTH = 100
/** Narrower terminals get lines of this width, which they break themselves. */
export const MIN_WIDTH = 40

export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
  /** A figure with hedge and unit; without it the unit is left to the chart's title. */
  readonly format?: (quantity: Quantity) => string
}

/** Text without a line feed at its end. Holds no control characters but those of its own colours. */
export function render(reply: Reply, options: RenderOptions): string {
  const page: Page = {
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, options.width)),
    colour: options.colour,
    citations: reply.citations,
    format: options.format ?? plainFigure,
  }
  const blocks = [
    ...partBlocks(page, reply.parts),
    sourceLines(page, reply),
    questionLines(page, reply),
  ]
  return blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')
}

/** Sentences that follow each other stand together, a list under what announces it, the rest alone. */
function partBlocks(page: Page, parts: readonly Part[]): string[][] {
  const blocks: string[][] = []
  let open: string[] | undefined
  for (const [index, part] of parts.entries()) {
    const lines = part.kind === 'sentence' ? sentenceLines(page, part) : partLines(page, part)
    if (open === undefined || !joins(parts[index - 1], part, parts[index + 1])) {
      open = []
      blocks.push(open)
    }
    open.push(...lines)
  }
  return blocks
}

function joins(before: Part | undefined, part: Part, after: Part | undefined): boolean {
  if (before?.kind !== 'sentence') return false
  return part.kind === 'sentence' ? !announces(part, after) : announces(before, part)
}

function announces({ text }: SentencePart, next: Part | undefined): boolean {
  return next?.kind === 'list' && next.title === undefined && text.trimEnd().endsWith(':')
}

function partLines(page: Page, part: Exclude<Part, SentencePart>): string[] {
  switch (part.kind) {
    case 'list':
      return listLines(page, part)
    case 'table':
      return tableLines(page, part)
    case 'chart':
      return barLines(page, part.chart)
  }
}

function sentenceLines(page: Page, part: SentencePart): string[] {
  const lines = wrapText(cited(page, part.text, part.facts), page.width)
  return part.role === 'answer' ? lines.map(line => styled(page, 'bold', line)) : lines
}

function listLines(page: Page, part: ListPart): string[] {
  const title = part.title === undefined ? [] : wrapText(cleanLine(part.title), page.width)
  const items = part.items.flatMap(item =>
    wrapHanging('- ', cited(page, item.text, item.facts), page.width),
  )
  return [...title.map(line => styled(page, 'bold', line)), ...items]
}

function questionLines(page: Page, reply: Reply): string[] {
  const questions = reply.actions.filter(action => action.id === 'ask')
  if (questions.length === 0) return []
  const lines = questions.flatMap(action => wrapHanging('- ', cleanLine(action.value), page.width))
  return ['You could ask:', ...lines].map(line => styled(page, 'dim', line))
}

function plainFigure({ amount, hedge }: Quantity): string {
  const number = amount.toLocaleString('en-US', { maximumFractionDigits: 6 })
  return hedge === 'exact' ? number : `${hedge} ${number}`
}
