// What people do in Discord and what they then see, with the whole house behind it.
import { describe, expect, it, vi } from 'vitest'
import { IDS, type StoredMessage } from '../../doubles/discord/world.ts'
import { houseInDiscord, PATIENCE } from '../whole-house.ts'
import { visibleText } from './visible-text.ts'

type House = Awaited<ReturnType<typeof houseInDiscord>>
const QUESTION = 'How much NdPr oxide did MP Materials produce in 2024?'
const MENTION = `<@${IDS.bot}>`
const MANAGES = { permissions: String(1n << 4n) }

const messages = ({ double }: House): readonly StoredMessage[] =>
  [...double.world.messages.values()].filter(m => m.author === IDS.bot && !m.loading)
const seen = async (house: House, count: number): Promise<readonly StoredMessage[]> => {
  await vi.waitFor(() => expect(messages(house).length).toBeGreaterThanOrEqual(count), PATIENCE)
  return messages(house)
}
const textOf = (message: StoredMessage | undefined): string =>
  message === undefined ? '' : visibleText(message.body)

interface Part {
  readonly label?: string
  readonly custom_id?: string
  readonly options?: readonly { readonly label: string; readonly value: string }[]
  readonly components?: readonly Part[]
}
const partsIn = ({ components = [] }: Part): readonly Part[] =>
  components.flatMap(part => [part, ...partsIn(part)])

/** A button by its label, or the choice of a menu. */
async function press(house: House, message: StoredMessage | undefined, label: string) {
  for (const { custom_id = '', label: own, options = [] } of partsIn(Object(message?.body))) {
    const choice = options.find(option => option.label === label)
    const chosen = choice === undefined ? {} : { values: [choice.value] }
    if (own === label || choice !== undefined) {
      return house.double.people.press(custom_id, message, chosen).answered
    }
  }
  throw new Error(`no button "${label}" in ${textOf(message)}`)
}

describe('a command in a server', () => {
  it('is answered for the asker alone, for all where they say so, and shared at a press', async () => {
    const house = await houseInDiscord()
    const { people } = house.double
    await people.command('exports', {}).answered
    const [own] = await seen(house, 1)
    await people.command('demand', { public: true }).answered
    const [, open] = await seen(house, 2)
    expect([own?.ephemeral, open?.ephemeral]).toEqual([true, false])
    expect(textOf(open)).not.toContain('Share in channel')
    await press(house, own, 'Share in channel')
    const [, , shared] = await seen(house, 3)
    expect(shared?.ephemeral).toBe(false)
    expect(textOf(shared)).toContain('down 74 percent')
  })

  it('shows how the answer came about, and what may be asked next is answered', async () => {
    const house = await houseInDiscord()
    await house.double.people.command('exports', {}).answered
    const [own] = await seen(house, 1)
    await press(house, own, 'Show working')
    const [, working] = await seen(house, 2)
    expect(working?.ephemeral).toBe(true)
    expect(textOf(working)).toContain('/exports')
    await press(house, own, 'How much does China produce?')
    const [, , next] = await seen(house, 3)
    expect(textOf(next)).toContain('300,000 tons')
  })
})

describe('topics', () => {
  it('are a menu, and the chosen one is told', async () => {
    const house = await houseInDiscord()
    await house.double.people.command('topics', {}).answered
    const [list] = await seen(house, 1)
    const [menu] = partsIn(Object(list?.body)).filter(({ options }) => options !== undefined)
    expect(menu?.options?.length).toBeGreaterThan(5)
    await press(house, list, 'Public money')
    const [, topic] = await seen(house, 2)
    expect(textOf(topic)).toContain('$439 million')
  })
})

describe('a thumb', () => {
  it('down asks why in a form, is thanked for in private, and may turn up', async () => {
    const house = await houseInDiscord()
    await house.double.people.command('exports', {}).answered
    const [own] = await seen(house, 1)
    const { callback } = await press(house, own, '👎 Not helpful')
    expect(callback?.type).toBe(9)
    const form = callback?.data as Part
    expect(JSON.stringify(form)).toMatch(/wrong/i)
    const sent = house.double.people.sendForm(form.custom_id ?? '', {
      reason: 'It is wrong',
      words: 'Two lines\nof words',
    })
    await sent.answered
    const [, thanks] = await seen(house, 2)
    expect(textOf(thanks)).toContain('Noted as not helpful')
    await press(house, own, '👍 Helpful')
    const [, , changed] = await seen(house, 3)
    expect(textOf(changed)).toContain('Noted as helpful')
    expect(messages(house).every(({ ephemeral }) => ephemeral)).toBe(true)
  })

  it('below a refusal counts too, and who asked there may be told', async () => {
    const house = await houseInDiscord()
    house.double.people.write({ channel: IDS.direct, content: 'What does Lynas produce?' })
    const [refusal] = await seen(house, 1)
    await press(house, refusal, 'Tell me when you know')
    const [, promise] = await seen(house, 2)
    expect(textOf(promise)).toContain("I'll tell you here")
    const { callback } = await press(house, refusal, '👎 Not helpful')
    expect(callback?.type).toBe(9)
  })
})

describe('"Check this message"', () => {
  it('tells each claim in private with its verdict, its fact and its date, to be shared', async () => {
    const house = await houseInDiscord()
    const content =
      'MP Materials produced 9,000 tons of NdPr oxide in 2024. Lunch? ' +
      'China makes more than 90% of neodymium magnets.'
    await house.double.people.choose('Check this message', { content } as never).answered
    const [verdict] = await seen(house, 1)
    expect(verdict?.ephemeral).toBe(true)
    expect(textOf(verdict)).toMatch(
      /“MP Materials produced 9,000 [^”]*” Contradicted: .*1,300 tons/,
    )
    expect(textOf(verdict)).toMatch(/“China makes [^”]*” Supported: China makes more than 90/)
    expect(textOf(verdict)).toContain('As of 24 June 2025')
    await press(house, verdict, 'Share in channel')
    const [, shared] = await seen(house, 2)
    expect(shared?.ephemeral).toBe(false)
  })
})

describe('a conversation', () => {
  it('in a thread is answered there, and goes on', async () => {
    const house = await houseInDiscord()
    const { people } = house.double
    people.write({ channel: IDS.thread, content: `${MENTION} ${QUESTION}` })
    const [first] = await seen(house, 1)
    expect(first?.channel).toBe(IDS.thread)
    people.write({
      channel: IDS.thread,
      content: 'and rare earth oxides?',
      replyTo: first as never,
    })
    const [, second] = await seen(house, 2)
    expect(second?.channel).toBe(IDS.thread)
    expect(textOf(second)).toContain('45,000 metric tons')
  })

  it('that quotes somebody is about what they said', async () => {
    const house = await houseInDiscord()
    const { people, world } = house.double
    const body = { content: 'China makes 70% of neodymium magnets' }
    const theirs = { channel: IDS.channel, author: IDS.colleague, ephemeral: false, loading: false }
    const replyTo = world.addMessage({ ...theirs, body })
    people.write({ channel: IDS.channel, content: `${MENTION} is that so?`, replyTo })
    const [verdict] = await seen(house, 1)
    expect(textOf(verdict)).toMatch(/^Contradicted\. China makes more than 90/)
  })
})

describe('settings', () => {
  it('say that "every" can not be heard without the intent, to who manages the channel', async () => {
    const house = await houseInDiscord()
    const { people } = house.double
    await people.command('settings', { mode: 'every' }, MANAGES).answered
    const [set] = await seen(house, 1)
    expect(textOf(set)).toContain('now set to every')
    expect(textOf(set)).toContain('I can not hear them yet')
    await people.command('settings', { mode: 'off' }).answered
    const [, denied] = await seen(house, 2)
    expect(textOf(denied)).not.toContain('now set to off')
    expect(messages(house).every(({ ephemeral }) => ephemeral)).toBe(true)
  })
})
