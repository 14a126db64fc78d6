// Lays pieces out in embeds: the form for places that take no containers, and for older messages.
import { joinBlocks, packBlocks } from './blocks.ts'
import { type ActionRow, rowsBelow } from './buttons.ts'
import { LIMITS } from './limits.ts'
import { type Embed, type Message, plainBody } from './message-body.ts'
import { type Piece, textOf } from './pieces.ts'

/** One embed a message: text first, then as many sources as fit, and the footer under the last. */
export function embedPages(
  pieces: readonly Piece[],
  color: number,
  rows: readonly ActionRow[],
): Message[] {
  const closes = ({ kind }: Piece): boolean => kind === 'source' || kind === 'foot'
  const closing = pieces.filter(closes)
  const words = textOf(pieces.filter(piece => !closes(piece)))
  const embeds: Embed[] = packBlocks(words, LIMITS.embedDescription).map(group => ({
    color,
    description: joinBlocks(group),
  }))
  const add = (part: Partial<Embed>, merge: (embed: Embed) => Embed): void => {
    const last = embeds.at(-1)
    const merged = last === undefined ? undefined : merge(last)
    if (merged !== undefined && fits(merged)) embeds[embeds.length - 1] = merged
    else embeds.push({ color, ...part })
  }
  for (const field of fieldsOf(closing)) {
    add({ fields: [field] }, embed => ({ ...embed, fields: [...(embed.fields ?? []), field] }))
  }
  for (const piece of closing) {
    if (piece.kind !== 'foot') continue
    const footer = { text: piece.text }
    add({ footer }, embed => ({ ...embed, footer }))
  }
  return embeds.map((embed, index) => ({
    body: {
      ...plainBody(''),
      embeds: [embed],
      components: index === embeds.length - 1 ? rowsBelow(rows, embeds.length) : [],
      flags: 0,
    },
    files: [],
  }))
}

function fieldsOf(closing: readonly Piece[]) {
  const sources = closing.flatMap(piece => (piece.kind === 'source' ? piece : []))
  const groups = packBlocks(
    sources.map(({ block }) => block),
    LIMITS.fieldValue,
  )
  const begins = sources[0]?.first === true
  return groups.map((group, index) => ({
    name: begins && index === 0 ? 'Sources' : 'Sources, continued',
    value: joinBlocks(group),
  }))
}

function fits(embed: Embed): boolean {
  const fields = embed.fields ?? []
  const inFields = fields.reduce((sum, f) => sum + f.name.length + f.value.length, 0)
  const total = (embed.description?.length ?? 0) + inFields + (embed.footer?.text.length ?? 0)
  return total <= LIMITS.embedTotal && fields.length <= LIMITS.embedFields
}
