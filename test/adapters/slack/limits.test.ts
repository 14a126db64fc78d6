// Holds the table of limits to what Slack publishes, so that renderer and tests can rely on it.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/adapters/slack/limits.ts'
import { blockKitSchema } from '../../doubles/slack/block-kit-schema.ts'
import { sharedPath } from '../../shared-material.ts'

const notes = sharedPath('platform/README.md')

/** A number deep inside the schema. */
function figure(...path: readonly (string | number)[]): unknown {
  let found: unknown = blockKitSchema?.$defs
  for (const key of path) found = Object(found)[key]
  return found
}

describe('LIMITS', () => {
  it.skipIf(blockKitSchema === undefined)('agrees with the schema of Block Kit', () => {
    const text = (name: string, key: string) =>
      figure(name, 'properties', key, 'allOf', 1, 'properties', 'text', 'maxLength')
    expect({
      sectionText: figure('mrkdwn_text_object', 'properties', 'text', 'maxLength'),
      contextText: figure('mrkdwn_text_object', 'properties', 'text', 'maxLength'),
      contextElements: figure('context_block', 'properties', 'elements', 'maxItems'),
      actions: figure('actions_block', 'properties', 'elements', 'maxItems'),
      buttonText: text('button_element', 'text'),
      buttonValue: figure('button_element', 'properties', 'value', 'maxLength'),
      actionId: figure('action_id', 'maxLength'),
      blockId: figure('block_id', 'maxLength'),
      tableRows: figure('table_block', 'properties', 'rows', 'maxItems'),
      tableColumns: figure('table_block', 'properties', 'rows', 'items', 'maxItems'),
      viewBlocks: figure('modal_view', 'properties', 'blocks', 'maxItems'),
      viewTitle: text('modal_view', 'title'),
      viewButton: text('modal_view', 'submit'),
      callbackId: figure('modal_view', 'properties', 'callback_id', 'maxLength'),
      privateMetadata: figure('modal_view', 'properties', 'private_metadata', 'maxLength'),
      inputLabel: text('input_block', 'label'),
      inputText: figure('plain_text_input_element', 'properties', 'max_length', 'maximum'),
      selectOptions: figure('static_select_element', 'properties', 'options', 'maxItems'),
      optionText: text('option_object_plain_text', 'text'),
      optionValue: figure('option_object_plain_text', 'properties', 'value', 'maxLength'),
    }).toEqual({
      sectionText: LIMITS.sectionText,
      contextText: LIMITS.contextText,
      contextElements: LIMITS.contextElements,
      actions: LIMITS.actions,
      buttonText: LIMITS.buttonText,
      buttonValue: LIMITS.buttonValue,
      actionId: LIMITS.actionId,
      blockId: LIMITS.blockId,
      tableRows: LIMITS.tableRows,
      tableColumns: LIMITS.tableColumns,
      viewBlocks: LIMITS.viewBlocks,
      viewTitle: LIMITS.viewTitle,
      viewButton: LIMITS.viewButton,
      callbackId: LIMITS.callbackId,
      privateMetadata: LIMITS.privateMetadata,
      inputLabel: LIMITS.inputLabel,
      inputText: LIMITS.inputText,
      selectOptions: LIMITS.selectOptions,
      optionText: LIMITS.optionText,
      optionValue: LIMITS.optionValue,
    })
  })

  it.skipIf(notes === undefined)('agrees with the figures that no schema holds', () => {
    const line = readFileSync(notes ?? '', 'utf8').match(/## Slack limits\n(.*)/)?.[1] ?? ''
    const figures = (pattern: RegExp): number[] =>
      (pattern.exec(line) ?? []).slice(1).map(text => Number(text.replace(',', '')))
    expect(figures(/blocks (\d+) a message, (\d+) a view/)).toEqual([
      LIMITS.blocks,
      LIMITS.viewBlocks,
    ])
    expect(figures(/table (\d+) rows x (\d+) cells, ([\d,]+) characters, one/)).toEqual([
      LIMITS.tableRows,
      LIMITS.tableColumns,
      LIMITS.tableCharacters,
    ])
    expect(figures(/ text ([\d,]+) \(truncated\)/)).toEqual([LIMITS.text])
    expect(figures(/all blocks together about ([\d,]+)/)).toEqual([LIMITS.allBlocks])
    expect(figures(/ack (\d+) s/)).toEqual([LIMITS.acknowledgeMs / 1000])
    expect(figures(/response_url (\d+) minutes and (\d+) uses/)).toEqual([
      LIMITS.responseUrlMs / 60_000,
      LIMITS.responseUrlUses,
    ])
  })
})
