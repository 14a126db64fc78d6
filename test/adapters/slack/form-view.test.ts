// Holds modals to the schema and the limits, whatever a form has in it.
import { describe, expect, it } from 'vitest'
import type { Form, FormField } from '#magnets'
import { formView, selectOptions } from '../../../src/adapters/slack/form-view.ts'
import { viewProblems } from '../../doubles/slack/block-kit-schema.ts'
import { SAMPLE_FORM } from '../recording-core.ts'

const origin = { channel: 'C0001', from: 'command', at: 1 } as const
const field = (more: Partial<FormField>): FormField => ({
  id: 'name',
  label: 'Name',
  kind: 'choice',
  required: true,
  ...more,
})
const viewOf = (form: Form) => {
  const view = formView(form, origin)
  expect(viewProblems(view)).toEqual([])
  return view
}
const elementOf = (more: Partial<FormField>): unknown =>
  viewOf({ ...SAMPLE_FORM, fields: [field(more)] }).blocks[0]

describe('formView', () => {
  it('gives a valid modal that remembers where it was opened', () => {
    const view = viewOf(SAMPLE_FORM)
    expect(JSON.parse(view.private_metadata ?? '')).toEqual(origin)
  })

  it('shows a long title whole above the fields', () => {
    const title = 'A title that is far too long for the bar <of> a modal'
    const view = viewOf({ ...SAMPLE_FORM, title })
    expect(JSON.stringify(view.blocks[0])).toContain('far too long for the bar &lt;of&gt; a modal')
  })

  it('shows few choices as a select', () => {
    expect(elementOf({ choices: ['a', 'b'] })).toMatchObject({ element: { type: 'static_select' } })
  })

  it('has many choices searched while typing', () => {
    const choices = Array.from({ length: 101 }, (_, index) => `choice ${index}`)
    expect(elementOf({ choices })).toMatchObject({
      element: { type: 'external_select', min_query_length: 0 },
    })
  })

  it('has a choice typed that no select can hold, or that has no values', () => {
    const typed = { element: { type: 'plain_text_input' } }
    expect(elementOf({ choices: ['x'.repeat(151)] })).toMatchObject(typed)
    expect(elementOf({ choices: [] })).toMatchObject(typed)
  })

  it('cuts labels and hints to what fits', () => {
    elementOf({ choices: ['x'.repeat(100)], label: 'l'.repeat(3000), placeholder: 'p'.repeat(200) })
  })
})

describe('selectOptions', () => {
  it('gives as many options as a select holds', () => {
    expect(selectOptions(Array.from({ length: 150 }, (_, index) => `${index}`))).toHaveLength(100)
  })
})
