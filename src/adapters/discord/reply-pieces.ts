// Lowers the parts of a reply to pieces: sentences, lists, tables and charts, with their citation numbers.
import type { FactId, Part, Reply, Role } from '#magnets'
import { barLines } from './bar-lines.ts'
import { type Block, codeBlocks, heading, oneLine, paragraphs } from './blocks.ts'
import { LIMITS } from './limits.ts'
import { citer, marksOf } from './marks.ts'
import { shortened } from './modal.ts'
import { type Pictures, type Piece, words } from './pieces.ts'
import { tableBlocks } from './table-blocks.ts'

/** Roles that stand in small print. */
const SMALL: ReadonlySet<Role> = new Set(['working', 'caveat', 'note'])

/** Every part in reading order, then the workings that no part shows. */
export function replyPieces(reply: Reply, pictures: Pictures): Piece[] {
  const cite = citer(reply.citations)
  const mark = (text: string, facts: readonly FactId[]): string => marksOf(cite(text, facts))

  const partPieces = (part: Part, index: number): Piece[] => {
    switch (part.kind) {
      case 'sentence': {
        const after = mark(part.text, part.facts)
        if (!isSmall(reply, index)) return words(paragraphs(part.text, { after }))
        return words(small(part.text, after, isSmall(reply, index - 1)))
      }
      case 'list':
        return words([
          ...heading(part.title),
          ...part.items.flatMap(({ text, facts }, item) => {
            const tight = item > 0 || part.title !== undefined
            return paragraphs(oneLine(text), { before: '- ', after: mark(text, facts), tight })
          }),
        ])
      case 'table':
        return words([...heading(part.title), ...tableBlocks(part, cite)])
      case 'chart': {
        const { title, alt, series } = part.chart
        const facts = series.flatMap(one => one.points.flatMap(point => point.facts))
        const bars = [...heading(title), ...codeBlocks(barLines(part.chart))]
        const png = pictures.get(part.chart)
        const drawn: Piece[] =
          png === undefined
            ? words(bars)
            : [{ kind: 'picture', png, alt: shortened(alt, LIMITS.mediaDescription), bars }]
        // A picture bears its title, which its description begins with; above it that would stand twice.
        const above = png !== undefined && !alt.startsWith(title) ? words(heading(title)) : []
        // The title stands above already, in the picture or before the bars.
        const said = alt.startsWith(`${title}. `) ? alt.slice(title.length + 2) : alt
        // Those who can't see the picture read its figures and hedges below it.
        return [...above, ...drawn, ...words(small(said, mark(said, facts), true))]
      }
    }
  }

  const pieces = reply.parts.flatMap(partPieces)
  const shown = reply.parts.map(part => (part.kind === 'sentence' ? part.text : '')).join('\n')
  const hidden = reply.workings.filter(working => !shown.includes(working.shown))
  const workings = hidden.flatMap((w, i) => small(w.shown, mark(w.shown, w.facts), i > 0))
  const all = [...pieces, ...words(workings)]
  return all.length > 0 ? all : words(paragraphs(reply.text))
}

/** What comes first is never small print, nor is anything where nothing is answered. */
function isSmall({ outcome, parts }: Reply, index: number): boolean {
  const part = parts[index]
  const answers = outcome === 'answer' || outcome === 'correction'
  return answers && index > 0 && part?.kind === 'sentence' && SMALL.has(part.role)
}

function small(text: string, after: string, tight: boolean): Block[] {
  return paragraphs(oneLine(text), { before: '-# ', after, tight })
}
