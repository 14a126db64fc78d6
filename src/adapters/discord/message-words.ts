// The words of a message, to compare what stands at Discord with what was sent.
import { z } from 'zod'

/** Comparable: equal for what was sent and for what Discord makes of it. */
export function messageWords(message: unknown): string {
  const { content, embeds } = worded.catch({ content: '', embeds: [] }).parse(message)
  const words = embeds.flatMap(({ description = '', fields = [], footer }) => [
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text ?? '',
  ])
  // Discord trims what it is given.
  return JSON.stringify([content, ...words].map(text => text.trim()).filter(text => text !== ''))
}

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
})
