// What laying a reply out costs: twice the pieces are looked at twice as often, and no more.
import { describe, expect, it } from 'vitest'
import { type Block, packBlocks } from '../../../src/adapters/discord/blocks.ts'
import { componentPages } from '../../../src/adapters/discord/component-pages.ts'
import { embedPages } from '../../../src/adapters/discord/embed-pages.ts'
import type { Piece } from '../../../src/adapters/discord/pieces.ts'

const LOOK = { accent: 0, rows: [] }

/** Short words, so that as many as can be stand on one page; each counts how often it is read. */
function counted(amount: number): { readonly blocks: Block[]; reads(): number } {
  let reads = 0
  const one: Block = {
    get text() {
      reads += 1
      return 'a'
    },
    tight: true,
  }
  return { blocks: Array.from({ length: amount }, () => one), reads: () => reads }
}

const asPieces = (blocks: readonly Block[]): Piece[] =>
  blocks.map((block, index) =>
    index % 3 === 2 ? { kind: 'source', block, first: index === 2 } : { kind: 'words', block },
  )

describe.each([
  ['packed into texts', (blocks: Block[]) => packBlocks(blocks, 4000)],
  ['laid out in components', (blocks: Block[]) => componentPages(asPieces(blocks), LOOK)],
  ['laid out in embeds', (blocks: Block[]) => embedPages(asPieces(blocks), 0, [])],
])('blocks that are %s', (_, layOut) => {
  it('are each read a few times, however many share a page', () => {
    const cost = (amount: number): number => {
      const { blocks, reads } = counted(amount)
      expect(layOut(blocks).length).toBeGreaterThan(0)
      return reads()
    }
    const [few, many] = [cost(1000), cost(2000)]
    expect(few).toBeLessThanOrEqual(4 * 1000)
    expect(many / few).toBeLessThan(2.2)
  })
})

describe('a page of components', () => {
  it('holds as much as Discord takes, and never more', () => {
    const words = (length: number, tight: boolean): Piece => ({
      kind: 'words',
      block: { text: 'w'.repeat(length), tight },
    })
    const full = componentPages([words(1999, false), words(1999, false)], LOOK)
    expect(full).toHaveLength(1)
    expect(JSON.stringify(full)).toContain(`w\\n\\nw`)
    expect(componentPages([words(1999, false), words(2000, false)], LOOK)).toHaveLength(2)
    expect(componentPages([words(1999, false), words(2000, true)], LOOK)).toHaveLength(1)
  })
})
