// What every part of a rendered reply needs to know: the page it is set on.
import { styleText } from 'node:util'
import type { Citation, FactId, Quantity } from '#magnets'
import { cleanLine } from './clean-text.ts'

export interface Page {
  /** Columns. */
  readonly width: number
  readonly colour: boolean
  readonly citations: readonly Citation[]
  /** A figure with hedge and unit. */
  readonly format: (quantity: Quantity) => string
}

export type Style = 'bold' | 'dim' | 'cyan'

/** The text in a style, or as it is where colours are off. */
export function styled(page: Page, style: Style, text: string): string {
  return page.colour && text !== '' ? styleText(style, text, { validateStream: false }) : text
}

/** The text on one line with the numbers of its sources behind it, as far as it lacks them. */
export function cited(page: Page, text: string, facts: readonly FactId[]): string {
  const clean = cleanLine(text)
  const marks = page.citations
    .filter(citation => facts.includes(citation.fact))
    .map(citation => `[${citation.number}]`)
    .filter(mark => !clean.includes(mark))
  return marks.length === 0 ? clean : `${clean} ${marks.join('')}`
}
