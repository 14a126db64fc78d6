// A form as a Slack modal, with the place it was opened from inside it.
import type { types } from '@slack/bolt'
import type { Form, FormField } from '#magnets'
import { cutText } from './cut-text.ts'
import { escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import type { FormOrigin } from './receive-interaction.ts'
import type { WindowOrigin } from './windows.ts'

/** The one input of each block has this id; the block has the field's. */
const INPUT = 'value'

/** A valid modal for any form. */
export function formView(form: Form, origin: FormOrigin | WindowOrigin): types.ModalView {
  const title: types.ModalView['blocks'] =
    form.title.length > LIMITS.viewTitle
      ? [{ type: 'section', text: { type: 'mrkdwn', text: escapeMrkdwn(form.title) } }]
      : []
  return {
    type: 'modal',
    callback_id: form.id,
    private_metadata: JSON.stringify(origin),
    title: plain(form.title, LIMITS.viewTitle),
    submit: plain(form.submit, LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    blocks: [...title, ...form.fields.map(inputBlock)],
  }
}

function inputBlock(field: FormField): types.InputBlock {
  return {
    type: 'input',
    block_id: field.id,
    optional: !field.required,
    label: plain(field.label, LIMITS.inputLabel),
    element: inputOf(field),
  }
}

/** More choices than a select holds are searched while typing; one too long for it is typed. */
function inputOf(field: FormField): types.InputBlock['element'] {
  const choices = field.kind === 'choice' ? (field.choices ?? []) : []
  const hint =
    field.placeholder === undefined
      ? {}
      : { placeholder: plain(field.placeholder, LIMITS.placeholder) }
  if (choices.length === 0 || choices.some(choice => !isOption(choice))) {
    const multiline = field.kind === 'long' ? { multiline: true } : {}
    const input = { type: 'plain_text_input', action_id: INPUT } as const
    return { ...input, max_length: LIMITS.inputText, ...multiline, ...hint }
  }
  if (choices.length > LIMITS.selectOptions) {
    return { type: 'external_select', action_id: INPUT, min_query_length: 0, ...hint }
  }
  return { type: 'static_select', action_id: INPUT, options: choices.map(option), ...hint }
}

/** Options for a select, as many and as long as it holds. */
export function selectOptions(choices: readonly string[]): types.PlainTextOption[] {
  return choices.filter(isOption).slice(0, LIMITS.selectOptions).map(option)
}

const isOption = (choice: string): boolean =>
  choice.trim() !== '' && choice.length <= LIMITS.optionValue

const option = (choice: string): types.PlainTextOption => ({
  text: plain(choice, LIMITS.optionText),
  value: choice,
})

function plain(text: string, limit: number): types.PlainTextElement {
  return { type: 'plain_text', text: cutText(text, limit), emoji: false }
}
