// The words of a message, to compare what stands at Discord with what was sent.
import { z } from 'zod'

/** Comparable: equal for what was sent and for what Discord makes of it. */
export function messageWords(message: unknown): string {
  const { content, embeds, components } = worded.catch(NOTHING).parse(message)
  const inEmbeds = embeds.flatMap(({ description = '', fields = [], footer }) => [
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text ?? '',
  ])
  const words = [content, ...inEmbeds, ...components.flatMap(wordsIn)]
  // Discord trims what it is given.
  return JSON.stringify(words.map(text => text.trim()).filter(text => text !== ''))
}

/** Displays of text, and what is said of pictures; a picture is told apart by that alone. */
function wordsIn(component: Component): string[] {
  const { content = '', items = [], components = [] } = component
  const pictures = items.map(({ description }) => description ?? '')
  return [content, ...pictures, ...components.flatMap(wordsIn)]
}

const component = z.object({
  content: z.string().optional().catch(undefined),
  items: z
    .array(z.object({ description: z.string().nullish() }))
    .optional()
    .catch(undefined),
  get components() {
    return z.array(component).optional()
  },
})
type Component = z.infer<typeof component>

const worded = z.object({
  content: z.string().catch(''),
  embeds: z
    .array(
      z.object({
        description: z.string().optional(),
        fields: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
        footer: z.object({ text: z.string() }).optional(),
      }),
    )
    .catch([]),
  components: z.array(component).catch([]),
})

const NOTHING = { content: '', embeds: [], components: [] }
