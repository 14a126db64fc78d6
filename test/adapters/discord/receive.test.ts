// Reading payloads that the double doesn't send: documented examples, broken ones, old ones.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Form } from '#magnets'
import { CHANNEL_EVENTS, createChannelBook } from '../../../src/adapters/discord/channel-book.ts'
import { buttonId, ofMany, readButtonId } from '../../../src/adapters/discord/custom-id.ts'
import { modalOf } from '../../../src/adapters/discord/modal.ts'
import { interactionPayload } from '../../../src/adapters/discord/payloads.ts'
import { receiveInteraction } from '../../../src/adapters/discord/receive-interaction.ts'
import {
  receiveDeletes,
  receiveEdit,
  receiveMessage,
} from '../../../src/adapters/discord/receive-message.ts'
import { modalProblems } from '../../doubles/discord/message-limits.ts'
import { openapiCheck } from '../../doubles/discord/openapi-check.ts'
import { IDS } from '../../doubles/discord/world.ts'
import { sharedPath } from '../../shared-material.ts'

const CONTEXT = {
  bot: IDS.bot,
  parentOf: () => undefined,
  seenByAll: () => true,
  hears: () => false,
  mayKnow: () => true,
}
const examples = sharedPath('platform/api_docs_json_examples.jsonl')

describe('reading payloads of Discord', () => {
  const readAll = (data: unknown): void => {
    receiveMessage(data, CONTEXT)
    receiveEdit(data, CONTEXT)
    receiveDeletes(data, CONTEXT, 0)
    for (const event of CHANNEL_EVENTS) createChannelBook().note(event, data)
    const interaction = interactionPayload.safeParse(data)
    if (interaction.success) receiveInteraction(interaction.data)
  }

  it.skipIf(examples === undefined)('throws at none of the documented examples', () => {
    const lines = readFileSync(examples ?? '', 'utf8')
      .trim()
      .split('\n')
    for (const line of lines) readAll(JSON.parse(line).json)
    expect(lines.length).toBeGreaterThan(100)
  })

  it('throws at nothing that is no payload', () => {
    const odd = [undefined, null, 0, '', [], {}, { id: 'x' }, { id: '1', type: 2, data: null }]
    for (const data of odd) expect(() => readAll(data)).not.toThrow()
  })

  const said = {
    id: '175928847299117063',
    channel_id: IDS.channel,
    guild_id: IDS.guild,
    type: 0,
    author: { id: IDS.person },
    content: `<@${IDS.bot}> how many?`,
    timestamp: '2026-11-23T12:00:00.000000+00:00',
  }

  it('hears people speak, and not what Discord announces', () => {
    for (const type of [0, 19]) {
      expect(receiveMessage({ ...said, type }, CONTEXT)).toMatchObject({ text: 'how many?' })
    }
    for (const type of [6, 7, 8, 18, 20, 21, 46]) {
      expect(receiveMessage({ ...said, type }, CONTEXT)).toBeUndefined()
    }
  })

  it('notices when everybody, a role or another person is meant', () => {
    expect(receiveMessage(said, CONTEXT)?.toOthers).toBe(false)
    const again = { type: 19, referenced_message: { author: { id: IDS.person } } }
    expect(receiveMessage({ ...said, ...again }, CONTEXT)?.toOthers).toBe(false)
    const others = [
      { mention_everyone: true },
      { mention_roles: [IDS.guild] },
      { mentions: [{ id: IDS.colleague }] },
      { type: 19, referenced_message: { author: { id: IDS.colleague } } },
    ]
    for (const other of others) {
      expect(receiveMessage({ ...said, ...other }, CONTEXT)?.toOthers).toBe(true)
    }
  })

  it('does not read the commands of others', () => {
    const data = { name: 'other', options: [{ type: 1, name: 'ask', options: [] }] }
    const user = { id: IDS.person }
    const { id, channel_id } = said
    const sent = {
      id,
      channel_id,
      application_id: IDS.application,
      token: 't',
      type: 2,
      user,
      data,
    }
    expect(receiveInteraction(interactionPayload.parse(sent))).toBeUndefined()
    const ours = { ...sent, data: { ...data, name: 'magnets' } }
    expect(receiveInteraction(interactionPayload.parse(ours))).toMatchObject({ name: 'ask' })
  })

  it('reads a menu, and a form in the rows of old', () => {
    const common = {
      id: '175928847299117063',
      application_id: IDS.application,
      token: 't',
      channel_id: IDS.channel,
      guild_id: IDS.guild,
      member: { user: { id: IDS.person }, permissions: 'odd' },
    }
    const menu = { custom_id: buttonId('pick', '') ?? '', values: ['second'] }
    const chosen = interactionPayload.parse({ ...common, type: 3, data: menu })
    expect(receiveInteraction(chosen)).toMatchObject({ action: 'pick', value: 'second' })
    const rows = [{ type: 1, components: [{ type: 4, custom_id: 'text', value: 'how many?' }] }]
    const form = { ...common, type: 5, data: { custom_id: 'f:command', components: rows } }
    expect(receiveInteraction(interactionPayload.parse(form))).toMatchObject({
      kind: 'form',
      values: { text: 'how many?' },
      at: Date.parse('2016-04-30T11:18:25.796Z'),
    })
  })

  it('carries an action and its value through a button', () => {
    for (const [action, value] of [
      ['ask', 'how many: 5%?'],
      ['a:b%', ''],
      ['%3A', 'x:y'],
    ] as const) {
      expect(readButtonId(buttonId(action, value) ?? '')).toEqual({ action, value })
    }
    expect(buttonId('ask', 'x'.repeat(100))).toBeUndefined()
    expect(readButtonId(ofMany(buttonId('chart', 'r1') ?? ''))).toEqual({
      action: 'chart',
      value: 'r1',
    })
    expect(readButtonId('somebody-elses')).toBeUndefined()
  })

  it('forgets threads that are closed', () => {
    const book = createChannelBook()
    const thread = { id: '1', type: 11, parent_id: '2' }
    book.note('THREAD_CREATE', thread)
    expect(book.parentOf('1')).toBe('2')
    book.note('THREAD_UPDATE', { ...thread, thread_metadata: { archived: true } })
    expect(book.parentOf('1')).toBeUndefined()
    book.note('THREAD_LIST_SYNC', { threads: [thread] })
    expect(book.parentOf('1')).toBe('2')
    book.note('THREAD_DELETE', { id: '1', type: 11 })
    expect(book.parentOf('1')).toBeUndefined()
  })

  it('makes a modal that Discord takes of any form', () => {
    const field = { label: 'x'.repeat(60), placeholder: 'y'.repeat(300), required: false } as const
    const many = Array.from({ length: 30 }, (_, i) => `choice ${i}`)
    const form: Form = {
      id: 'command',
      title: 'z'.repeat(60),
      submit: 'Go',
      fields: [
        { ...field, id: 'a', kind: 'choice', choices: many },
        { ...field, id: 'b', kind: 'choice', choices: [...many.slice(0, 10), 'choice 1', ''] },
        { ...field, id: 'c', kind: 'text' },
        { ...field, id: 'd', kind: 'text' },
        { ...field, id: 'e', kind: 'text' },
        { ...field, id: 'f', kind: 'text', required: true },
      ],
    }
    const modal = modalOf(form)
    expect(modalProblems(modal)).toEqual([])
    expect(modal.components.map(({ component }) => component.custom_id)).toEqual([
      'f',
      'a',
      'b',
      'c',
      'd',
    ])
    const check = openapiCheck()
    const body = { type: 9, data: modal }
    expect(check?.('POST', '/interactions/1/t/callback', body) ?? []).toEqual([])
  })
})
