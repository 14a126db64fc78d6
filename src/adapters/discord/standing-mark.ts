// The mark in a message of ours that says which question it answers, and that nobody sees.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { formOf, type MessageBody } from './message-body.ts'

export interface Marked {
  readonly channel: string
  /** Id of the question, interaction or press that is answered. */
  readonly source: string
}

/**
 * The address of our embeds, which isn't shown, for they have no title; in a message of components
 * two of their ids. A reply refers to the question with its first message only, and Discord gives
 * the nonce back to nobody.
 */
export function marked(body: MessageBody, by: Marked): object {
  if (formOf(body) === 'classic') {
    return { ...body, embeds: body.embeds?.map(embed => ({ ...embed, url: addressOf(by) })) }
  }
  const [outer, inner] = numbersOf(by)
  const components = body.components.map((component, index) => {
    if (index > 0) return component
    const [first, ...rest] = component.components
    return { ...component, id: outer, components: [{ ...first, id: inner }, ...rest] }
  })
  return { ...body, components }
}

export const markable = z.object({
  embeds: z.array(z.object({ url: z.string().nullish() })).catch([]),
  components: z
    .array(
      z.object({
        id: z.number().optional(),
        components: z.array(z.object({ id: z.number().optional() })).catch([]),
      }),
    )
    .catch([]),
})

export function bearsMark(message: z.infer<typeof markable>, by: Marked): boolean {
  const [outer, inner] = numbersOf(by)
  const [component] = message.components
  return (
    message.embeds.some(({ url }) => url === addressOf(by)) ||
    (component?.id === outer && component.components[0]?.id === inner)
  )
}

function addressOf({ channel, source }: Marked): string {
  return `https://discord.com/channels/${channel}/${source}`
}

/**
 * Discord's ids of components have 31 bits, are unlike each other in a message, and count up from 1
 * where none is given. These are from 2^29 on, one on either side of 2^30: 59 bits of a hash.
 */
function numbersOf(by: Marked): readonly [outer: number, inner: number] {
  const digest = hash('sha256', addressOf(by), 'buffer')
  const half = 2 ** 30
  const quarter = 2 ** 29
  return [half + (digest.readUInt32BE(0) % half), quarter + (digest.readUInt32BE(4) % quarter)]
}
