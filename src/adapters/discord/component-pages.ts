// Lays pieces out in containers of components (V2), as many messages as Discord's limits ask for.
import { type Block, joinBlocks } from './blocks.ts'
import { type ActionRow, rowsBelow } from './buttons.ts'
import { LIMITS } from './limits.ts'
import {
  type Attachment,
  type Container,
  containerBody,
  type MediaGallery,
  type Message,
  type PictureFile,
  type TextDisplay,
} from './message-body.ts'
import { EMPTY_PAGE, grown, type PageSize, place, TOP } from './page-layout.ts'
import type { Piece } from './pieces.ts'

/** A message and the pieces that it says, to say them in another form where it is refused. */
export interface ComponentPage {
  readonly message: Message
  readonly pieces: readonly Piece[]
}

export interface Look {
  readonly accent: number
  /** Buttons and menus, which stand below the last page. */
  readonly rows: readonly ActionRow[]
}

/** Nobody's picture of a chart is larger; so all of one message fit into a request. */
export const MAX_PICTURE_BYTES = LIMITS.request / (2 * LIMITS.attachments)

export function componentPages(pieces: readonly Piece[], look: Look): ComponentPage[] {
  const room = LIMITS.components - 1 - componentsIn(look.rows)
  const pages: Piece[][] = []
  let size = EMPTY_PAGE
  for (const piece of pieces) {
    const page = pages.at(-1)
    const larger = grown(size, piece)
    if (page !== undefined && fits(larger, room)) {
      page.push(piece)
      size = larger
    } else {
      pages.push([piece])
      size = grown(EMPTY_PAGE, piece)
    }
  }
  return pages.map((page, index) => {
    const { components, files, attachments } = layOut(page)
    const below = index === pages.length - 1 ? rowsBelow(look.rows, pages.length) : []
    const body = containerBody({
      type: 17,
      accent_color: look.accent,
      components: [...components, ...below],
    })
    const sent = files.length > 0 ? { ...body, attachments } : body
    return { message: { body: sent, files }, pieces: page }
  })
}

function fits({ text, components, files }: PageSize, room: number): boolean {
  return text <= LIMITS.textTotal && components <= room && files <= LIMITS.attachments
}

function componentsIn(rows: readonly ActionRow[]): number {
  return rows.reduce((sum, { components }) => sum + 1 + components.length, 0)
}

function layOut(page: readonly Piece[]) {
  const components: Container['components'][number][] = []
  const files: PictureFile[] = []
  const attachments: Attachment[] = []
  let blocks: Block[] = []
  let standing = TOP
  const flush = (): void => {
    if (blocks.length > 0) components.push(display(blocks))
    blocks = []
  }
  for (const piece of page) {
    const placed = place(piece, standing)
    standing = placed.after
    if (!placed.continues) flush()
    if (placed.divided) components.push({ type: 14, divider: true })
    blocks.push(...placed.blocks)
    if (piece.kind !== 'picture') continue
    const name = `chart-${files.length + 1}.png`
    const description = piece.alt === '' ? {} : { description: piece.alt }
    attachments.push({ id: String(files.length), filename: name, ...description })
    files.push({ name, png: piece.png })
    components.push(gallery(name, description))
  }
  flush()
  return { components, files, attachments }
}

function display(blocks: readonly Block[]): TextDisplay {
  return { type: 10, content: joinBlocks(blocks) }
}

function gallery(name: string, description: { readonly description?: string }): MediaGallery {
  return { type: 12, items: [{ media: { url: `attachment://${name}` }, ...description }] }
}
