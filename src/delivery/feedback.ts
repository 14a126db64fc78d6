// The form that asks why an answer did not help, and what comes back from it.
import type { Form, FormIncoming } from '#magnets'

/** Why an answer did not help, as it is kept, with the words that people choose. */
const REASONS = {
  wrong: 'It is wrong',
  outdated: 'It is out of date',
  missing: 'Something is missing',
  unclear: 'It is unclear',
  other: 'Something else',
} as const

export type Reason = keyof typeof REASONS

const FORM = 'feedback:'
const REASON_FIELD = 'reason'
const WORDS_FIELD = 'words'
/** Longer is kept no longer than this. */
const MAX_WORDS = 1000

/** Asks about the answer with this receipt. */
export function feedbackForm(receipt: string): Form {
  return {
    id: `${FORM}${receipt}`,
    title: 'What was not helpful?',
    submit: 'Send',
    fields: [
      {
        id: REASON_FIELD,
        label: 'Why',
        kind: 'choice',
        required: true,
        choices: Object.values(REASONS),
      },
      {
        id: WORDS_FIELD,
        label: 'In your words',
        kind: 'long',
        required: false,
        placeholder: 'Those who keep the base will read this',
      },
    ],
  }
}

export interface Feedback {
  readonly receipt: string
  readonly reason: Reason
  readonly words: string
}

/** Undefined for any other form. */
export function feedbackIn({ form, values }: FormIncoming): Feedback | undefined {
  if (!form.startsWith(FORM)) return undefined
  const chosen = values[REASON_FIELD]?.trim().toLowerCase()
  const [reason = 'other'] =
    Object.entries(REASONS).find(([, words]) => words.toLowerCase() === chosen) ?? []
  const words = (values[WORDS_FIELD] ?? '').trim().slice(0, MAX_WORDS)
  return { receipt: form.slice(FORM.length), reason: reason as Reason, words }
}
