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
  const marks = sourceMarks(
    page.citations
      .filter(({ fact, number }) => facts.includes(fact) && !clean.includes(`[${number}]`))
      .map(({ number }) => number),
  )
  return marks === '' ? clean : `${clean} ${marks}`
}

/** Fewer numbers in a row are as short one by one. */
const MIN_RUN = 4

/** Numbers of sources in ascending order: "[1][3]", and "[1]–[6]" where many follow each other. */
export function sourceMarks(numbers: readonly number[]): string {
  const runs: number[][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run?.at(-1) === number - 1) run.push(number)
    else runs.push([number])
  }
  return runs
    .map(run =>
      run.length < MIN_RUN ? run.map(mark).join('') : `${mark(run[0])}–${mark(run.at(-1))}`,
    )
    .join('')
}

function mark(number: number | undefined): string {
  return `[${number}]`
}
