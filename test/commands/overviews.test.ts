// The commands that gather facts: by date, by company, side by side, by topic, by source.
import { describe, expect, it } from 'vitest'
import type { Part, Reply } from '#magnets'
import {
  BASE,
  baseWith,
  FEBRUARY_2027,
  JULY_2025,
  loadCommands,
  runCommand,
  TERMINAL_ASKER,
} from './command-desk.ts'
import { plannedCapacity } from './fixture-facts.ts'

function itemsUnder(reply: Reply, title: RegExp): readonly string[] {
  const lists = reply.parts.flatMap(part =>
    part.kind === 'list' && title.test(part.title ?? '') ? [part] : [],
  )
  return lists.flatMap(({ items }) => items.map(({ text }) => text))
}

const firstOf = (texts: readonly string[]): readonly string[] =>
  texts.map(text => text.split(':')[0] ?? '')

describe('timeline', () => {
  it('sorts what happened and what is planned by date, and leaves out what has none', async () => {
    const reply = await runCommand('timeline', { now: JULY_2025 })
    expect([...new Set(firstOf(itemsUnder(reply, /Past/)))]).toEqual([
      'Since 2020',
      '2024',
      'Early 2025',
      'April 2025',
      'May 2025',
      'June 2025',
    ])
    expect(firstOf(itemsUnder(reply, /Planned/))).toEqual(['By the end of 2025', '2026', 'By 2040'])
    expect(itemsUnder(reply, /Overdue/)).toEqual([])
    expect(reply.text).not.toContain('5,000 tons')
  })

  it('marks planned dates that have passed as not confirmed', async () => {
    const reply = await runCommand('timeline', { now: FEBRUARY_2027 })
    expect(itemsUnder(reply, /Overdue/)).toEqual([
      expect.stringMatching(/^By the end of 2025: .*first automotive-grade magnets/),
      expect.stringMatching(/^2026: /),
    ])
    expect(reply.text).toContain(
      'Overdue: the date has passed, and nothing in the base confirms it',
    )
    expect(firstOf(itemsUnder(reply, /Planned/))).toEqual(['By 2040'])
  })

  it('says each date once', async () => {
    const { parts } = await runCommand('timeline', { now: JULY_2025 })
    const items = parts.flatMap(part => (part.kind === 'list' ? part.items : []))
    for (const { text } of items) {
      const [date = '', ...rest] = text.split(': ')
      expect(rest.join(': ')).not.toContain(date.replace(/^(?:By|Since|Early) /, ''))
      expect(rest.join(': ')).toMatch(/^[A-Z].*[a-z]\.$/)
    }
    expect(items.map(({ text }) => text)).toContain(
      'April 2025: China brought in tighter export controls on finished magnets.',
    )
  })

  it('leaves a date in its sentence where more hangs on it', async () => {
    const [fact] = BASE.facts.filter(({ period }) => period?.text === '2024')
    if (fact === undefined) throw new Error('no fact of 2024')
    const odd = { ...fact, id: 'odd', statement: 'It made 5 tons in 2024-style drums.' }
    const { text } = await runCommand('timeline', { base: baseWith([odd], []) })
    expect(text).toContain('2024: It made 5 tons in 2024-style drums.')
  })
})

describe('company', () => {
  it('groups all that is held of a company and its sites', async () => {
    const reply = await runCommand('company', { options: { name: 'USA Rare Earth' } })
    expect(reply.parts.flatMap(part => (part.kind === 'list' ? [part.title] : []))).toEqual([
      'Sites and stakes',
      'Products and output',
      'Plans',
      'Money and contracts',
      'Also held',
    ])
    expect(itemsUnder(reply, /Plans/)).toHaveLength(3)
    expect(itemsUnder(reply, /Money/)).toContainEqual(expect.stringContaining('$800 million'))
    expect(itemsUnder(reply, /Sites/)).toContainEqual(expect.stringContaining('70 percent stake'))
    expect(itemsUnder(reply, /Sites/)).toContainEqual(expect.stringContaining('heavy rare earths'))
  })

  it('says of a plan whose date has passed that the base does not record whether it happened', async () => {
    const options = { name: 'MP Materials' }
    const reply = await runCommand('company', { options, now: FEBRUARY_2027 })
    expect(itemsUnder(reply, /Plans/)).toEqual([
      expect.stringMatching(/by the end of 2025\. That date has passed .* whether it happened\.$/),
    ])
  })

  it('shows a company of which the base only speaks beside others', async () => {
    const { text } = await runCommand('company', { options: { name: 'general motors' } })
    expect(text).toContain('first automotive-grade magnets')
  })

  it('forgives a typo', async () => {
    const reply = await runCommand('company', { options: { name: 'mp materails' } })
    expect(reply.outcome).toBe('answer')
    expect(reply.text).toContain('$1.2 billion')
  })

  it.each(['Lynas', 'China', ''])('names the companies where it gets "%s"', async name => {
    const reply = await runCommand('company', { options: { name } })
    expect(reply.outcome).toBe('notice')
    expect(reply.text).toContain('- USA Rare Earth')
  })
})

describe('compare', () => {
  const rows = (parts: readonly Part[]) =>
    new Map(
      parts
        .flatMap(part => (part.kind === 'table' ? part.rows : []))
        .map(cells => [cells[0]?.text, cells.slice(1).map(({ text }) => text)]),
    )

  it('sets two companies side by side and says what is not stated of either', async () => {
    const options = { a: 'MP Materials', b: 'USA Rare Earth' }
    const table = rows((await runCommand('compare', { options })).parts)
    expect(table.get('funding')).toEqual(['$1.2 billion', 'not stated'])
    expect(table.get('production')?.[0]).toContain('more than 45,000 metric tons (2024)')
    expect(table.get('capacity')).toEqual([
      'not stated',
      'Stillwater plant: 600 tons per year (planned, at first); 5,000 tons per year (planned, at full scale)',
    ])
    expect(table.get('start of production')).toEqual([
      'Independence facility, NdPr metal: early 2025',
      'Stillwater plant, rare earth magnets: 2026 (planned)',
    ])
  })

  it('works out the share where one is a capacity and the other an estimated output', async () => {
    const options = { a: 'China', b: 'Stillwater plant' }
    const { text, workings } = await runCommand('compare', { options })
    expect(text).toContain('5,000 ÷ 300,000 = about 1.7%')
    expect(workings).toHaveLength(2)
  })

  it('says of a fall that it is one', async () => {
    const options = { a: 'China', b: 'Stillwater plant' }
    const table = rows((await runCommand('compare', { options })).parts)
    expect(table.get('change in exports')?.[0]).toContain(
      'down 74% (May 2025, against a year earlier)',
    )
  })

  it('says of a planned date that has passed that it is not confirmed', async () => {
    const options = { a: 'Mountain Pass', b: 'Stillwater plant' }
    const { parts } = await runCommand('compare', { options, now: FEBRUARY_2027 })
    expect(rows(parts).get('start of production')?.[1]).toContain('2026 (planned, not confirmed)')
  })

  it('says of a figure whose planned date has passed that it is not confirmed', async () => {
    const period = { written: '2026', text: '2026', from: '2026-01-01', to: '2026-12-31' }
    const value = { amount: 12_000, unit: 'ton-per-year', hedge: 'exact' } as const
    const base = baseWith([plannedCapacity(value, { period })])
    const options = { a: 'Independence facility', b: 'Stillwater plant' }
    const cellOn = async (now: Date) =>
      rows((await runCommand('compare', { options, base, now })).parts).get('capacity')?.[0]
    expect(await cellOn(FEBRUARY_2027)).toContain('(planned, at full scale, 2026, not confirmed)')
    expect(await cellOn(JULY_2025)).toContain('(planned, at full scale, 2026)')
  })

  it('refuses where neither has a figure or a date', async () => {
    const facts = BASE.facts.filter(({ measure }) => measure === 'front-runners')
    const options = { a: 'MP Materials', b: 'USA Rare Earth' }
    const reply = await runCommand('compare', { options, base: baseWith([], facts) })
    expect(reply.outcome).toBe('refusal')
    expect(reply.text).toContain('figures or dates of MP Materials and of USA Rare Earth')
  })

  it('names what it can compare where it gets something else, or the same twice', async () => {
    const unknown = await runCommand('compare', { options: { a: 'China', b: 'the moon' } })
    expect(unknown.outcome).toBe('notice')
    expect(unknown.text).toContain("“the moon” can't be compared")
    expect(unknown.text).toContain('- Stillwater plant')
    const twice = await runCommand('compare', { options: { a: 'China', b: 'china' } })
    expect(twice.text).toBe('That is China twice: choose two.')
  })
})

describe('topics', () => {
  it('lists every topic with the number of its facts', async () => {
    const { text } = await runCommand('topics')
    for (const { id, title } of BASE.vocabulary.topics) {
      const count = BASE.facts.filter(({ topic }) => topic === id).length
      expect(text).toContain(`${id}: ${title} (${count} fact`)
    }
  })

  it('lists the facts of one topic, asked for by id or title', async () => {
    const byId = await runCommand('topics', { options: { name: 'Obstacles' } })
    const byTitle = await runCommand('topics', { options: { name: 'what stands in the way' } })
    expect(itemsUnder(byId, /stands/)).toHaveLength(4)
    expect(byTitle.text).toBe(byId.text)
  })

  it('names the topics where it gets another word', async () => {
    const reply = await runCommand('topics', { options: { name: 'cooking' } })
    expect(reply.outcome).toBe('notice')
    expect(reply.text).toContain('- demand: Demand')
  })
})

describe('sources', () => {
  it('gives all that is known of the source, and says what is not', async () => {
    const { text } = await runCommand('sources')
    expect(text).toContain('The US is Racing to Build a Rare Earth Magnet Supply Chain')
    expect(text).toContain('Publisher not stated')
    expect(text).toContain('Published: 24 June 2025')
    expect(text).toContain('Washington Post')
    expect(text).toContain(`Carries ${BASE.facts.length} facts`)
  })
})

describe('help', () => {
  it('is rendered from the commands', async () => {
    const { text } = await runCommand('help')
    expect(text).toContain('- compare <a> <b>: ')
    expect(text).toContain('- topics [name]: ')
    expect(text).toContain('- help: ')
  })

  it('shows people only what they may use', async () => {
    const [help] = (await loadCommands()).filter(({ name }) => name === 'help')
    if (help === undefined) throw new Error('no help')
    const extra = [{ ...help, name: 'retire', audience: 'operator' as const }]
    const operator = { ...TERMINAL_ASKER, audience: 'operator' as const }
    expect((await runCommand('help', { extra })).text).not.toContain('- retire')
    expect((await runCommand('help', { extra, asker: operator })).text).toContain('- retire')
  })
})

describe('ask and check', () => {
  it('hand the words to the engine', async () => {
    const question = 'How much NdPr oxide did Mountain Pass produce in 2024?'
    expect((await runCommand('ask', { options: { question } })).text).toContain('about 1,300 tons')
    const claim = 'Mountain Pass produced about 1,300 tons of NdPr oxide in 2024.'
    expect((await runCommand('check', { options: { claim } })).outcome).toBe('answer')
  })

  it('ask back where they get nothing', async () => {
    expect((await runCommand('ask', { options: { question: ' ' } })).outcome).toBe('notice')
    expect((await runCommand('check')).outcome).toBe('notice')
  })
})
