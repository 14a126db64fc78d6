// What people get to see on each platform, from the real base: the answer first, its source and date, nothing torn.
import { describe, expect, it, vi } from 'vitest'
import { IDS } from '../doubles/discord/discord-double.ts'
import * as slack from './slack/payloads.ts'
import { houseInDiscord, houseInSlack, PATIENCE } from './whole-house.ts'

const LOOK_UP = 'How much NdPr oxide came out of Mountain Pass in 2024?'
const REFUSED = 'What does Lynas produce?'
const WRONG = "China's magnet exports rose 74% in May 2025, right?"

describe('in Slack', () => {
  async function answered(ask: (house: Awaited<ReturnType<typeof houseInSlack>>) => Promise<void>) {
    const house = await houseInSlack()
    await ask(house)
    await vi.waitFor(() => expect(house.standing()).toHaveLength(1), PATIENCE)
    const [message] = house.double.workspace.messages
    const blocks = (message?.blocks ?? []).map(block => Object(block))
    return {
      lines: house.standing().join('\n').split('\n'),
      types: blocks.map(block => block.type),
      blocks,
      text: message?.text ?? '',
    }
  }
  const asked = (question: string) =>
    answered(({ event, double }) => event(slack.directEvent(question, double.workspace.nextTs())))
  const slashed = (text: string) => answered(({ slash }) => slash(text))

  it('a look-up is the answer, small print, the source and its date', async () => {
    const { lines, types, text } = await asked(LOOK_UP)
    expect(types).toEqual(['rich_text', 'context', 'context', 'actions', 'context_actions'])
    expect(lines[0]).toContain('about 1,300 tons')
    const source = lines.findIndex(line => /^\[1\] The US is Racing .*, 24 June 2025, /.test(line))
    expect(lines.slice(source + 1, source + 3)).toEqual([
      'As of 24 June 2025',
      expect.stringMatching(/^Reference: [a-z2-9]{8}$/),
    ])
    expect(text.split('\n')[0]).toBe(lines[0])
  })

  it('a refusal says what is not held, a correction what is', async () => {
    const refusal = await asked(REFUSED)
    expect(refusal.lines[0]).toMatch(/holds nothing/)
    expect(refusal.types[0]).toBe('rich_text')
    const correction = await asked(WRONG)
    expect(correction.lines[0]).toMatch(/^No\. .*down 74 percent/)
  })

  it('capacity is a sentence and a table with its sources', async () => {
    const { lines, types, blocks } = await slashed('capacity')
    expect(lines[0]).toContain('1.7%')
    expect(types.slice(0, 3)).toEqual(['rich_text', 'rich_text', 'table'])
    const table = blocks.find(block => block.type === 'table')
    expect(table?.rows[0].at(-1)).toEqual({ type: 'raw_text', text: 'Source' })
    expect(table?.rows[1].at(-1).text).toMatch(/^(\[\d\])+$/)
    expect(lines.filter(line => /^\[\d\](\[\d\])* The US/.test(line))).toHaveLength(2)
  })

  it('a chart takes the place of the table where its button is pressed', async () => {
    const { double, slash, standing } = await houseInSlack()
    await slash('capacity')
    await vi.waitFor(() => expect(standing()).toHaveLength(1), PATIENCE)
    const [message] = double.workspace.messages
    const elements = (message?.blocks ?? []).flatMap(block => Object(block).elements ?? [])
    const button = elements.find(({ text }) => text?.text === 'Show as chart')
    const body = slack.actionBody(button.action_id, button.value, {
      container: { message_ts: message?.ts, is_ephemeral: true },
      response_url: double.responseUrl(slack.CHANNEL, message?.ts),
      trigger_id: double.trigger(),
    })
    await double.sendSocket('interactive', body)
    await vi.waitFor(() => expect(standing().join()).toMatch(/[█▏]/), PATIENCE)
    expect(standing()).toHaveLength(1)
    const types = double.workspace.messages[0]?.blocks?.map(block => Object(block).type)
    expect(types).not.toContain('table')
  })

  it('help is not small print, and names every command', async () => {
    const { types, lines } = await slashed('help')
    expect(types).not.toContain('context')
    for (const name of ['ask', 'capacity', 'timeline', 'topics']) {
      expect(lines.filter(line => line.startsWith(name))).toHaveLength(1)
    }
  })

  it('a wrong option is told what would be right', async () => {
    const { lines } = await slashed('company Nobody')
    expect(lines.join('\n')).toMatch(/Nobody[\s\S]*MP Materials[\s\S]*USA Rare Earth/)
  })

  it('a bare command opens a form with every command to select, and what it sends is answered', async () => {
    const { double, slash, standing } = await houseInSlack()
    await slash('  ')
    await vi.waitFor(() => expect(double.workspace.views).toHaveLength(1), PATIENCE)
    const [view = {}] = double.workspace.views
    const [select, words] = (Array.isArray(view.blocks) ? view.blocks : []).map(Object)
    expect(select.element.type).toBe('static_select')
    const values = select.element.options.map((option: { value: string }) => option.value)
    expect(values).toEqual(expect.arrayContaining(['ask', 'capacity', 'help', 'topics']))
    const picked = { value: 'company', text: { type: 'plain_text', text: 'company' } }
    const sent = slack.submissionBody(view, {
      [select.block_id]: { value: { type: 'static_select', selected_option: picked } },
      [words.block_id]: { value: { type: 'plain_text_input', value: 'MP Materials' } },
    })
    await double.sendSocket('interactive', sent)
    await vi.waitFor(() => expect(standing().join()).toContain('MP Materials'), PATIENCE)
  })

  it('text that is no command is a question', async () => {
    const { lines } = await slashed(LOOK_UP)
    expect(lines.join('\n')).toContain('about 1,300 tons')
  })
})

describe('in Discord', () => {
  async function answered(ask: (house: Awaited<ReturnType<typeof houseInDiscord>>) => unknown) {
    const house = await houseInDiscord()
    await ask(house)
    await vi.waitFor(() => expect(house.standing()).toHaveLength(1), PATIENCE)
    const own = [...house.double.world.messages.values()].find(m => m.author === IDS.bot)
    const [embed] = Array.isArray(own?.body.embeds) ? own.body.embeds : []
    return { lines: house.standing().join('\n').split('\n'), embed, body: own?.body ?? {} }
  }
  const asked = (content: string) =>
    answered(({ double }) => double.people.write({ channel: IDS.direct, content }))
  const command = (name: string, options = {}) =>
    answered(({ double }) => double.people.command(name, options).answered)

  it('a look-up is the answer, small print, the source and its date', async () => {
    const { lines, body } = await asked(LOOK_UP)
    expect(lines[0]).toContain('about 1,300 tons')
    const sources = lines.indexOf('-# **Sources**')
    expect(lines[sources + 1]).toContain('24 June 2025')
    expect(lines.find(line => line.startsWith('-# As of'))).toMatch(
      /^-# As of 24 June 2025 · Reference [a-z2-9]{8}$/,
    )
    expect(body.components).toMatchObject([{ type: 17, accent_color: expect.any(Number) }])
  })

  it('a refusal says what is not held, a correction what is', async () => {
    expect((await asked(REFUSED)).lines[0]).toMatch(/holds nothing/)
    expect((await asked(WRONG)).lines[0]).toMatch(/^No\. .*down 74 percent/)
  })

  it('capacity is a sentence and rows with their sources', async () => {
    const { lines } = await command('capacity')
    expect(lines[0]).toContain('1.7%')
    expect(lines.find(line => line.includes('Stillwater plant** ·'))).toMatch(/(\[\d\])+$/)
    expect(lines.filter(line => line.startsWith('-# '))).not.toEqual([])
  })

  it('a chart comes as a picture where its button is pressed, in place of the table', async () => {
    const { double, standing } = await houseInDiscord()
    await double.people.command('capacity', {}).answered
    await vi.waitFor(() => expect(standing()).toHaveLength(1), PATIENCE)
    const own = () => [...double.world.messages.values()].find(m => m.author === IDS.bot)
    const press = /"a:chart:[a-z0-9]+"/.exec(JSON.stringify(own()?.body))?.[0] ?? ''
    await double.people.press(JSON.parse(press), own()).answered
    await vi.waitFor(() => expect(own()?.body.attachments).toHaveLength(1), PATIENCE)
    expect(own()?.body.attachments).toMatchObject([
      { filename: 'chart-1.png', description: expect.stringContaining('600 tons per year') },
    ])
    expect(standing()).toHaveLength(1)
    expect(standing()[0]).toContain('Show as table')
  })

  it('help is plain words, and names every command', async () => {
    const { lines, embed } = await command('help')
    expect(embed).toBeUndefined()
    for (const name of ['ask', 'capacity', 'timeline', 'topics']) {
      expect(lines.filter(line => line.startsWith(`- ${name}`))).toHaveLength(1)
    }
  })

  it('a wrong option is told what would be right', async () => {
    const { lines } = await command('company', { name: 'Nobody' })
    expect(lines.join('\n')).toMatch(/Nobody[\s\S]*MP Materials[\s\S]*USA Rare Earth/)
  })

  it('a question goes through its subcommand, and its options are suggested', async () => {
    const { lines } = await command('ask', { question: LOOK_UP })
    expect(lines.join('\n')).toContain('about 1,300 tons')
    const { double } = await houseInDiscord()
    const { callback } = await double.people.type('company', 'name', 'mp').answered
    expect(callback?.data.choices).toContainEqual({ name: 'MP Materials', value: 'MP Materials' })
  })
})
