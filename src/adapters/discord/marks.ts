// Citation numbers for texts that don't carry them already.
import type { Citation, FactId } from '#magnets'

/** Beyond this the list of sources serves better than a row of numbers. */
const MAX_MARKS = 12

/** Numbers to put behind a text that rests on these facts. */
export type Cite = (text: string, facts: readonly FactId[]) => readonly number[]

export function citer(citations: readonly Citation[]): Cite {
  return (text, facts) => {
    if (/\[\d+\]/.test(text)) return []
    const numbers = citations.filter(c => facts.includes(c.fact)).map(c => c.number)
    return [...new Set(numbers)].slice(0, MAX_MARKS)
  }
}

/** Numbers as markdown behind a text, with the space before them. */
export function marksOf(numbers: readonly number[]): string {
  return numbers.length > 0 ? ` ${numbers.map(n => `\\[${n}\\]`).join('')}` : ''
}
