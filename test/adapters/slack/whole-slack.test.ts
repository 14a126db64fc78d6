// What people do in Slack and what they then see, with the whole house behind it.
import { describe, expect, it, vi } from 'vitest'
import { houseInSlack, PATIENCE } from '../whole-house.ts'
import { CHANNEL, DIRECT, directEvent, PERSON, submissionBody, TEAM } from './payloads.ts'
import { visibleText } from './visible-text.ts'

type House = Awaited<ReturnType<typeof houseInSlack>>
const QUESTION = 'How much NdPr oxide did MP Materials produce in 2024?'
const THREAD = '1750000000.000900'

const messages = ({ double }: House) => double.workspace.messages
const seen = async (house: House, count: number) => {
  await vi.waitFor(() => expect(messages(house).length).toBeGreaterThanOrEqual(count), PATIENCE)
  return messages(house)
}

interface Button {
  readonly type: string
  readonly action_id: string
  readonly value?: string
  readonly text: { readonly text: string }
}
const buttonsIn = (blocks: unknown): readonly Button[] =>
  [blocks]
    .flat()
    .filter(block => ['actions', 'context_actions'].includes(Object(block).type))
    .flatMap(block => Object(block).elements)
    .flatMap(({ positive_button: up, negative_button: down, ...element }) =>
      up === undefined ? [element] : [up, down].map(thumb => ({ ...element, ...thumb })),
    )
const common = () => ({ team: { id: TEAM }, user: { id: PERSON, team_id: TEAM } })

/** Presses a button under a message, by the end of its label. */
async function press(house: House, label: string, index = -1): Promise<void> {
  const message = messages(house).at(index)
  const button = buttonsIn(message?.blocks).find(({ text }) => text.text.endsWith(label))
  if (message === undefined || button === undefined) throw new Error(`no button "${label}"`)
  const direct = message.channel === DIRECT
  await house.double.sendSocket('interactive', {
    type: 'block_actions',
    ...common(),
    trigger_id: house.double.trigger(),
    response_url: house.double.responseUrl(message.channel, message.ts),
    channel: { id: message.channel, name: direct ? 'directmessage' : 'general' },
    container: { type: 'message', message_ts: message.ts, is_ephemeral: message.ephemeral },
    message: { ts: message.ts, thread_ts: message.thread_ts },
    actions: [{ type: button.type, action_id: button.action_id, value: button.value }],
  })
}

const shortcut = (house: House, body: object) =>
  house.double.sendSocket('interactive', {
    ...common(),
    trigger_id: house.double.trigger(),
    ...body,
  })

describe('a command in a channel', () => {
  it('is answered for the asker alone, and for all where they say so', async () => {
    const house = await houseInSlack()
    await house.slash('capacity')
    await seen(house, 1)
    await house.slash('capacity public:yes')
    const [own, open] = await seen(house, 2)
    expect([own?.ephemeral, open?.ephemeral]).toEqual([true, false])
    const labels = (blocks: unknown) => buttonsIn(blocks).map(({ text }) => text.text)
    expect(labels(own?.blocks)).toContain('Share in channel')
    expect(labels(open?.blocks)).not.toContain('Share in channel')
  })

  it('shows the other view in place, and the first one again', async () => {
    const house = await houseInSlack()
    await house.slash('capacity')
    const before = visibleText((await seen(house, 1))[0] ?? expect.fail('nothing came'))
    await press(house, 'Show as chart')
    const now = () => visibleText(messages(house)[0] ?? expect.fail('it is gone'))
    await vi.waitFor(() => expect(now()).toContain('Show as table'), PATIENCE)
    await press(house, 'Show as table')
    await vi.waitFor(() => expect(now()).toBe(before), PATIENCE)
    expect(messages(house)).toHaveLength(1)
  })
})

describe('a thumb down', () => {
  it.for([
    [DIRECT, false],
    [CHANNEL, true],
  ] as const)('in %s asks why in a window, and thanks in private', async ([channel, hidden]) => {
    const house = await houseInSlack()
    if (hidden) await house.slash(QUESTION)
    else await house.event(directEvent(QUESTION, house.double.workspace.nextTs()))
    await seen(house, 1)
    await press(house, 'Not helpful')
    await vi.waitFor(() => expect(house.double.workspace.views).toHaveLength(1), PATIENCE)
    const [view = {}] = house.double.workspace.views
    expect(JSON.stringify(view)).toContain('"multiline":true')
    await house.double.sendSocket(
      'interactive',
      submissionBody(view, {
        reason: { value: { selected_option: { value: 'It is wrong' } } },
        words: { value: { value: 'Two lines\nof words' } },
      }),
    )
    const thanks = (await seen(house, 2))[1]
    expect(thanks).toMatchObject({ channel, ephemeral: hidden })
    expect(thanks?.text).toContain('Noted as not helpful')
  })
})

describe('"Check this message"', () => {
  const check = (house: House, message: object) =>
    shortcut(house, {
      type: 'message_action',
      callback_id: 'check_message',
      response_url: house.double.responseUrl(CHANNEL),
      channel: { id: CHANNEL, name: 'general' },
      message: { ts: '1.2', ...message },
    })

  it('says privately what the base says of it', async () => {
    const house = await houseInSlack()
    await check(house, { text: 'MP Materials produced 9,000 tons of NdPr oxide in 2024.' })
    const [verdict] = await seen(house, 1)
    expect(verdict).toMatchObject({ channel: CHANNEL, ephemeral: true })
    expect(verdict?.text).toContain('[1]')
  })

  it('says privately that there is nothing to check in a message without words', async () => {
    const house = await houseInSlack()
    await check(house, { files: [{ id: 'F1' }] })
    const [notice] = await seen(house, 1)
    expect(notice?.ephemeral).toBe(true)
    expect(notice?.text).not.toContain('went wrong')
  })
})

describe('home', () => {
  it('opens a valid window for each of its buttons', async () => {
    const house = await houseInSlack()
    const { double } = house
    await house.event({ type: 'app_home_opened', user: PERSON, channel: DIRECT, tab: 'home' })
    await vi.waitFor(() => expect(double.workspace.homes.has(PERSON)).toBe(true), PATIENCE)
    const buttons = buttonsIn(Object(double.workspace.homes.get(PERSON)).blocks)
    expect(buttons.length).toBeGreaterThan(3)
    for (const [index, { action_id, value = '' }] of buttons.entries()) {
      await shortcut(house, {
        type: 'block_actions',
        container: { type: 'view', view_id: 'V0' },
        view: { id: 'V0', type: 'home' },
        actions: [{ type: 'button', action_id, value }],
      })
      await vi.waitFor(() => expect(double.workspace.views).toHaveLength(index + 1), PATIENCE)
    }
    expect(messages(house)).toEqual([])
  })

  it('is not where the question of the shortcut is answered, but its own window', async () => {
    const house = await houseInSlack()
    await shortcut(house, { type: 'shortcut', callback_id: 'ask' })
    await vi.waitFor(() => expect(house.double.workspace.views).toHaveLength(1), PATIENCE)
    const [view = {}] = house.double.workspace.views
    expect(JSON.stringify(view)).toContain('"multiline":true')
    const sent = submissionBody(view, { question: { value: { value: QUESTION } } })
    const answer = Object(await house.double.sendSocket('interactive', sent))
    expect(answer.response_action).toBe('update')
    expect(JSON.stringify(answer.view)).toContain('NdPr')
  })
})

describe('the pane', () => {
  it('answers in its thread, with buttons and no status left', async () => {
    const house = await houseInSlack()
    const { workspace } = house.double
    const assistant_thread = { user_id: PERSON, channel_id: DIRECT, thread_ts: THREAD, context: {} }
    await house.event({ type: 'assistant_thread_started', assistant_thread })
    await vi.waitFor(() => expect(workspace.pane.get(THREAD)?.prompts).toBeDefined(), PATIENCE)
    await house.event(directEvent(QUESTION, workspace.nextTs(), { thread_ts: THREAD }))
    const [, answer] = await seen(house, 2)
    expect(answer).toMatchObject({ channel: DIRECT, thread_ts: THREAD, ephemeral: false })
    expect(buttonsIn(answer?.blocks).length).toBeGreaterThan(2)
    await vi.waitFor(() => expect(workspace.pane.get(THREAD)?.title).toContain('NdPr'), PATIENCE)
    expect(workspace.pane.get(THREAD)).not.toHaveProperty('status')
  })
})
