// A reply in pieces in reading order: words, pictures, sources and the foot, for every form of message.
import type { Chart, Part, Reply } from '#magnets'
import { type Block, paragraphs } from './blocks.ts'
import { cleanText } from './escape-text.ts'
import { LIMITS } from './limits.ts'
import { footerText, sourceLines } from './sources.ts'

/** Pictures of charts that could be drawn, as PNG. */
export type Pictures = ReadonlyMap<Chart, Uint8Array>

export const NO_PICTURES: Pictures = new Map()

export type Piece =
  | { readonly kind: 'words'; readonly block: Block }
  | {
      readonly kind: 'picture'
      readonly png: Uint8Array
      /** What is in it, in words, as far as a picture may carry them. */
      readonly alt: string
      /** The same in text, for where the picture can't be shown. */
      readonly bars: readonly Block[]
    }
  /** A line of the list of sources. */
  | { readonly kind: 'source'; readonly block: Block; readonly first: boolean }
  /** The date and the reference; `text` is not escaped. */
  | { readonly kind: 'foot'; readonly block: Block; readonly text: string }

export function words(blocks: readonly Block[]): Piece[] {
  return blocks.map(block => ({ kind: 'words', block }))
}

/** Sources and foot, which stand below everything else. */
export function closingPieces(reply: Reply): Piece[] {
  const sources = sourceLines(reply.citations).map(
    (text, index): Piece => ({ kind: 'source', block: { text, tight: true }, first: index === 0 }),
  )
  const text = cleanText(footerText(reply))
  const [block, ...more] = paragraphs(text)
  if (block === undefined) return sources
  // An overlong reference can only be a mistake; then the foot's words stand as text.
  if (more.length > 0 || text.length > LIMITS.footer)
    return [...words([block, ...more]), ...sources]
  return [...sources, { kind: 'foot', block, text }]
}

/** Pieces as blocks of text alone. */
export function textOf(pieces: readonly Piece[]): Block[] {
  return pieces.flatMap((piece): readonly Block[] => {
    if (piece.kind === 'picture') return piece.bars
    if (piece.kind !== 'source' || !piece.first) return [piece.block]
    return [{ text: '**Sources**' }, piece.block]
  })
}

/** Pieces with every picture drawn in text. */
export function withoutPictures(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(piece => (piece.kind === 'picture' ? words(piece.bars) : [piece]))
}

/** The charts of a reply, in reading order. */
export function chartsOf(parts: readonly Part[]): Chart[] {
  return parts.flatMap(part => (part.kind === 'chart' ? [part.chart] : []))
}
