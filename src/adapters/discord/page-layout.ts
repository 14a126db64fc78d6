// How pieces stand on a page of components, and how much of Discord's limits a page takes as it grows.
import type { Block } from './blocks.ts'
import { glueBefore } from './blocks.ts'
import type { Piece } from './pieces.ts'

/** What the next piece comes to stand below. */
export interface Standing {
  /** Nothing stands above. */
  readonly empty: boolean
  /** A display of text stands above, which the next words may go on in. */
  readonly open: boolean
  /** Below the line that parts the answer from its sources and date. */
  readonly closing: boolean
}

export const TOP: Standing = { empty: true, open: false, closing: false }

interface Placed {
  /** A line is drawn before it. */
  readonly divided: boolean
  /** Goes on in the display above. */
  readonly continues: boolean
  /** None for a picture. */
  readonly blocks: readonly Block[]
  readonly after: Standing
}

/** Words that follow each other share a display; sources and date stand below a line, in small print. */
export function place(piece: Piece, { empty, open, closing }: Standing): Placed {
  if (piece.kind === 'picture') {
    const after = { empty: false, open: false, closing }
    return { divided: false, continues: false, blocks: [], after }
  }
  const small = piece.kind !== 'words'
  const begins = small && !closing
  const continues = open && !begins
  const head: readonly Block[] =
    piece.kind === 'source' && !continues
      ? [{ text: piece.first ? '-# **Sources**' : '-# **Sources, continued**' }]
      : []
  const block = small ? { text: `-# ${piece.block.text}`, tight: true } : piece.block
  return {
    divided: begins && !empty,
    continues,
    blocks: [...head, block],
    after: { empty: false, open: true, closing: closing || small },
  }
}

/** What a page takes of the limits. */
export interface PageSize {
  readonly text: number
  readonly components: number
  readonly files: number
  readonly standing: Standing
}

export const EMPTY_PAGE: PageSize = { text: 0, components: 0, files: 0, standing: TOP }

/** The page's size with one piece more; nothing that stands on it is looked at again. */
export function grown({ text, components, files, standing }: PageSize, piece: Piece): PageSize {
  const { divided, continues, blocks, after } = place(piece, standing)
  const words = blocks.reduce(
    (sum, block, index) =>
      sum + block.text.length + (index > 0 || continues ? glueBefore(block).length : 0),
    0,
  )
  return {
    text: text + words,
    components: components + (divided ? 1 : 0) + (continues ? 0 : 1),
    files: files + (piece.kind === 'picture' ? 1 : 0),
    standing: after,
  }
}
