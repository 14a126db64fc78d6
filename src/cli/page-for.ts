// The page on which subcommands set what they say: as wide as the terminal, as answers are.
import type { Page } from '../adapters/terminal/page.ts'
import { MAX_WIDTH, MIN_WIDTH } from '../adapters/terminal/render.ts'
import { paperOf } from '../adapters/terminal/screen.ts'
import { wrapText } from '../adapters/terminal/wrap-text.ts'
import { type Io, writeLine } from './io.ts'

export function pageFor({ output }: Io): Page {
  const { width, colour } = paperOf(output)
  return {
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)),
    colour,
    citations: [],
    format: ({ amount }) => String(amount),
  }
}

/** Sentences, each on lines of its own. */
export async function say(io: Io, ...sentences: readonly string[]): Promise<void> {
  const { width } = pageFor(io)
  await writeLine(io.output, indented(sentences, width).join('\n'))
}

/** Lines that keep their indentation where they are broken; `hang` sets what is broken further in. */
export function indented(lines: readonly string[], width: number, hang = 0): string[] {
  return lines.flatMap(line => {
    const text = line.trimStart()
    const indent = line.slice(0, line.length - text.length)
    const further = indent === '' ? 0 : hang
    const [first = '', ...others] = wrapText(text, width - indent.length - further)
    return [indent + first, ...others.map(other => indent + ' '.repeat(further) + other)]
  })
}

export async function writeJson(io: Io, data: unknown): Promise<void> {
  await writeLine(io.output, JSON.stringify(data, null, 2))
}
