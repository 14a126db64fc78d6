// A message as Discord takes it: of components (V2), or in the classic form of text, embeds and rows.
import type { ActionRow } from './buttons.ts'
import { FLAGS } from './limits.ts'

export interface Embed {
  readonly color: number
  readonly description?: string
  readonly fields?: readonly { readonly name: string; readonly value: string }[]
  readonly footer?: { readonly text: string }
  readonly url?: string
}

export interface TextDisplay {
  readonly type: 10
  readonly content: string
}

export interface Separator {
  readonly type: 14
  readonly divider: true
}

export interface MediaGallery {
  readonly type: 12
  readonly items: readonly {
    readonly media: { readonly url: string }
    readonly description?: string
  }[]
}

export interface Container {
  readonly type: 17
  readonly accent_color?: number
  readonly components: readonly (TextDisplay | Separator | MediaGallery | ActionRow)[]
}

/** What is said of a file that is sent along. */
export interface Attachment {
  readonly id: string
  readonly filename: string
  readonly description?: string
}

/** Complete, so that an edit leaves nothing of the message before. Nobody is ever pinged. */
export interface MessageBody {
  readonly content?: string | null
  readonly embeds?: readonly Embed[]
  readonly components: readonly (Container | ActionRow)[]
  readonly attachments?: readonly Attachment[]
  readonly allowed_mentions: { readonly parse: readonly string[]; readonly replied_user: false }
  readonly flags: number
}

/** A picture of a chart, as it is sent along. */
export interface PictureFile {
  readonly name: string
  readonly png: Uint8Array
}

export interface Message {
  readonly body: MessageBody
  readonly files: readonly PictureFile[]
}

const NOBODY = { parse: [], replied_user: false } as const

/** A message of text alone; the markdown must be escaped already. */
export function plainBody(markdown: string): MessageBody {
  return {
    content: markdown,
    embeds: [],
    components: [],
    allowed_mentions: NOBODY,
    // Without this every address in the text would unfurl. It would hide embeds of our own, too.
    flags: FLAGS.suppressEmbeds,
  }
}

/** A message of one container; neither text nor embeds may stand beside it. */
export function containerBody(container: Container): MessageBody {
  return { components: [container], allowed_mentions: NOBODY, flags: FLAGS.componentsV2 }
}

/** Two forms that can't be mixed in one message. */
export type Form = 'components' | 'classic'

export function formOf({ flags }: { readonly flags: number }): Form {
  return (flags & FLAGS.componentsV2) === 0 ? 'classic' : 'components'
}

/**
 * A body for a message that stands in a form, or undefined where it can't take the body on: the flag
 * of V2 can't be removed, and an older message is changed in its own form. Where nobody knows in
 * which form it stands, what may stand there is cleared away.
 */
export function bodyOver(form: Form | undefined, body: MessageBody): MessageBody | undefined {
  const wanted = formOf(body)
  if (form === undefined && wanted === 'components') return { ...body, content: null, embeds: [] }
  if (form === undefined || form === wanted) return body
  if (form === 'classic' || body.embeds?.length !== 0) return undefined
  const rows = body.components.filter(component => component.type === 1)
  const text = { type: 10, content: body.content ?? '' } as const
  return containerBody({ type: 17, components: [text, ...rows] })
}
