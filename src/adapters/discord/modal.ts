// Turns a form into a Discord modal.
import type { Form, FormField } from '#magnets'
import { formId } from './custom-id.ts'
import { cleanText } from './escape-text.ts'
import { LIMITS } from './limits.ts'

/** The data of a callback that opens a modal. Discord shows five fields: required ones come first. */
export function modalOf(form: Form) {
  const required = form.fields.filter(field => field.required)
  const fields = [...required, ...form.fields.filter(field => !field.required)]
  return {
    custom_id: formId(form.id),
    title: shortened(form.title, LIMITS.modalTitle),
    components: fields.slice(0, LIMITS.modalFields).map(field => ({
      type: 18,
      label: shortened(field.label, LIMITS.modalLabel),
      component: inputOf(field),
    })),
  }
}

/** Text cut to a limit, with a sign that it was. */
export function shortened(text: string, limit: number): string {
  const flat = cleanText(text).replace(/\s+/g, ' ').trim()
  if (flat.length <= limit) return flat
  // A cut through a pair of surrogates would leave half a character.
  return `${flat.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Styles of an input for text. */
const LINE = 1
const PARAGRAPH = 2

function inputOf(field: FormField) {
  const { id: custom_id, required, placeholder } = field
  const choices = [...new Set(field.choices ?? [])].filter(
    choice => choice !== '' && choice.length <= LIMITS.selectOptionText,
  )
  const hint = (limit: number) =>
    placeholder === undefined ? {} : { placeholder: shortened(placeholder, limit) }
  // A menu can't hold more than its limit; then the choice is typed, and checked when it comes in.
  if (field.kind === 'choice' && choices.length > 0 && choices.length <= LIMITS.selectOptions) {
    const options = choices.map(choice => ({ label: choice, value: choice }))
    return { type: 3, custom_id, required, options, ...hint(LIMITS.selectPlaceholder) }
  }
  const style = field.kind === 'long' ? PARAGRAPH : LINE
  const text = { type: 4, custom_id, style, required, max_length: LIMITS.textInput }
  return { ...text, ...hint(LIMITS.textInputPlaceholder) }
}
