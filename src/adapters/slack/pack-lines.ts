// Fills texts of a limited length with whole lines; used where lines mean something.
import { splitText } from '../split-text.ts'

/** Lines joined by line breaks, as many as fit in each text; a longer line is cut between words. */
export function packLines(lines: readonly string[], limit: number): string[] {
  const texts: string[] = []
  for (const line of lines.flatMap(long => (long === '' ? [''] : splitText(long, limit)))) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= limit) {
      texts[texts.length - 1] = `${last}\n${line}`
    } else texts.push(line)
  }
  return texts
}
