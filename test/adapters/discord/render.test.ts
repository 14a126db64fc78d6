// Rendering: what a reader sees, and that nothing leaves which Discord would refuse or obey.
import { describe, expect, it } from 'vitest'
import type { Reply } from '#magnets'
import { escapeText } from '../../../src/adapters/discord/escape-text.ts'
import { type MessageBody, render } from '../../../src/adapters/discord/render.ts'
import { isEmptyMessage, messageProblems } from '../../doubles/discord/message-limits.ts'
import { openapiCheck } from '../../doubles/discord/openapi-check.ts'
import { hostileReply, hostileWords } from '../hostile-replies.ts'
import { sampleReply } from '../recording-core.ts'
import {
  FULL_REPLY,
  hugeReply,
  SAMPLE_CHART,
  sampleCitation,
  WIDE_BARS,
  WIDE_CHART,
  wordsOf,
} from '../sample-replies.ts'
import { pingsIn, visibleText } from './visible-text.ts'

/** Each is large: dozens of messages. */
const SEEDS = Array.from({ length: 30 }, (_, seed) => seed)
const POST = '/channels/940000000000000001/messages'

const bodies = (reply: Reply): MessageBody[] => render(reply).map(message => message.body)
const PNG = new Uint8Array([137, 80, 78, 71])
const CONTAINER = 17

/** Every simpler form of a reply: of components without pictures, of embeds, of text. */
const simpler = (reply: Reply): MessageBody[][] => {
  const messages = render(reply)
  const most = Math.max(...messages.map(message => message.simpler.length))
  return Array.from({ length: most }, (_, form) =>
    messages.flatMap(message => {
      const forms = message.simpler
      return (forms[form + forms.length - most] ?? forms[0] ?? []).map(({ body }) => body)
    }),
  )
}
/** What stands inside a message's container. */
const inside = (body: MessageBody | undefined) => {
  const [container] = body?.components ?? []
  return container?.type === CONTAINER ? container.components : []
}
const texts = (body: MessageBody | undefined): string[] =>
  inside(body).flatMap(part => (part.type === 10 ? part.content : []))
const visible = (messages: readonly MessageBody[]): string =>
  messages.map(body => visibleText({ ...body })).join('\n')

/** Of every chart of a reply. */
const picturesOf = ({ parts }: Reply) =>
  new Map(parts.flatMap(part => (part.kind === 'chart' ? [[part.chart, PNG] as const] : [])))

describe('rendering for Discord', () => {
  it('puts the answer first, then everything else, the sources and the date', () => {
    const [body, ...more] = bodies(FULL_REPLY)
    expect(more).toEqual([])
    const [first, last] = texts(body)
    expect(first?.startsWith('It was 1,300 crates in 2024 \\[2\\].')).toBe(true)
    expect(last).toBe(
      '-# **Sources**\n' +
        '-# \\[1\\] The Orchard Report, 29 June 2025, Section 1\n' +
        '-# \\[2\\] The Orchard Report, Orchard & Sons, 29 June 2025, Section 2 ' +
        '([read](<https://example.com/a?b=1&c=%3Cd%3E%7ce>))\n' +
        '-# As of 30 June 2025 · Reference ab12cd',
    )
    const row = inside(body).at(-1)
    expect(row).toMatchObject({ components: [{ label: 'Share' }, { label: 'And in 2022?' }] })
  })

  it('has an accent by its outcome, and neither text nor embeds beside the container', () => {
    const accents = (['answer', 'correction', 'refusal'] as const).map(outcome => {
      const [body] = bodies(sampleReply('Two.', { outcome }))
      expect(body).not.toHaveProperty('content')
      expect(body).not.toHaveProperty('embeds')
      expect(body?.flags).toBe(1 << 15)
      const [container] = body?.components ?? []
      return container?.type === CONTAINER ? container.accent_color : undefined
    })
    expect(new Set(accents).size).toBe(3)
  })

  it('falls back to embeds, and then to text', () => {
    const [embeds, plain] = simpler(FULL_REPLY)
    const [embed] = embeds?.[0]?.embeds ?? []
    expect(embed?.description?.startsWith('It was 1,300 crates in 2024 \\[2\\].')).toBe(true)
    expect(embed?.fields?.[0]?.name).toBe('Sources')
    expect(embed?.footer).toEqual({ text: 'As of 30 June 2025 · Reference ab12cd' })
    expect(plain?.[0]).toMatchObject({ embeds: [], components: [], flags: 4 })
    expect(visible(plain ?? [])).toContain('It was 1,300 crates in 2024 [2].')
  })

  it('names one place in a source once, with all its numbers', () => {
    const here = { section: 'Section 1' }
    const citations = [sampleCitation(1), sampleCitation(2), sampleCitation(3, here)]
    expect(visible(bodies(sampleReply('Two.', { citations })))).toContain(
      '[1][3] The Orchard Report, 29 June 2025, Section 1\n-# [2] The Orchard Report',
    )
  })

  it('numbers what its facts support, where the text does not do so itself', () => {
    const text = visible(bodies(FULL_REPLY))
    expect(text).toContain('The year before it was about 600. [1]')
    expect(text).toContain('in 2024 [2].\n')
  })

  it('sets a narrow table in columns', () => {
    expect(visible(bodies(FULL_REPLY))).toContain(
      [
        '**Crates**\n```',
        'Year     Crates  Source',
        '────  ─────────  ──────',
        '2023  about 600  [1]',
        '2024             [2]\n```',
      ].join('\n'),
    )
  })

  it('tells a wide table as a list that names every column', () => {
    const cell = (text: string) => ({ text, facts: [] })
    const columns = ['Name', 'Note'].map(label => ({ label, align: 'left' as const }))
    const rows = [
      [cell('a'), { text: 'long '.repeat(20), facts: ['fact-2'] }],
      [cell('n'.repeat(90)), cell('')],
    ]
    const part = { kind: 'table' as const, title: 'T', columns, rows }
    const citations = [sampleCitation(1), sampleCitation(2)]
    const text = visible(bodies(sampleReply('', { parts: [part], citations })))
    expect(text).toContain('- Name: **a** · Note: long long')
    expect(text).toContain(`long [2]\n- Name: ${'n'.repeat(90)} · Note: –\n`)
  })

  it('draws a chart in bars and says its figures in words', () => {
    const text = visible(
      bodies(sampleReply('', { parts: [{ kind: 'chart', chart: SAMPLE_CHART }] })),
    )
    expect(text).toContain('2023  ███████▍ about 600')
    expect(text).toContain('2024  ████████████████ 1,300')
    expect(text).toContain('2025  not stated')
    expect(text).toContain(SAMPLE_CHART.alt)
  })

  it('sets labels above their bars where both are too wide for a phone', () => {
    const reply = sampleReply('', { parts: [{ kind: 'chart', chart: WIDE_CHART }] })
    const text = visible(bodies(reply))
    expect(text).toContain(WIDE_BARS)
    expect(text.match(/Apples by year/g)).toHaveLength(1)
  })

  it('sets working and caveats in small print, but nothing that comes first or answers nothing', () => {
    expect(texts(bodies(FULL_REPLY)[0])[0]).toContain(
      '\n\n-# 1,300 ÷ 600 = about 2.2. \\[1\\]\n-# Only crates \\<that\\> were counted',
    )
    const note = { kind: 'sentence', role: 'note', text: 'A note.', facts: [] } as const
    expect(visible(bodies(sampleReply('', { parts: [note] })))).toBe('A note.')
    const notice = sampleReply('', { outcome: 'notice', parts: [note, note] })
    expect(visible(bodies(notice))).toBe('A note.\n\nA note.')
  })

  it('shows a working that no part shows', () => {
    const working = {
      operation: 'share',
      facts: [],
      result: { amount: 2, unit: 'x', hedge: 'exact' },
    }
    const workings = [{ ...working, shown: '4 ÷ 2 = 2' } as const] as Reply['workings']
    expect(visible(bodies(sampleReply('Two.', { workings })))).toContain('4 ÷ 2 = 2')
  })

  it('says small talk without an embed', () => {
    const [body] = bodies(sampleReply('Hello!', { outcome: 'chat' }))
    expect(body).toMatchObject({ content: 'Hello!', embeds: [], flags: 4 })
  })

  it('links a source to its address only where a browser may open it', () => {
    const citations = ['javascript:alert(1)', 'not an address', 'https://example.com/x'].map(
      (address, index) => sampleCitation(index + 1, { address }),
    )
    const text = visible(bodies(sampleReply('Two.', { citations })))
    expect(text.match(/\(\[read\].*/g)).toEqual(['([read](<https://example.com/x>))'])
  })

  it('makes a menu of many questions, and lists what no menu has room for', () => {
    const actions = Array.from({ length: 100 }, (_, index) => ({
      id: 'ask',
      label: `Button ${index}`,
      value: `Question ${index}?`,
    }))
    const [body] = bodies(sampleReply('Yes.', { actions }))
    const rows = inside(body).filter(part => part.type === 1)
    const menus = rows.flatMap(row => ('components' in row ? row.components : []))
    expect(menus.map(menu => ('options' in menu ? menu.options.length : 0))).toEqual([25, 25, 25])
    expect(visible(bodies(sampleReply('Yes.', { actions })))).toContain('- Question 99?')
  })

  it('shows a picture of a chart with its figures beside and in words, and bars where it may not', () => {
    const part = { kind: 'chart', chart: SAMPLE_CHART } as const
    const [message] = render(sampleReply('', { parts: [part] }), new Map([[SAMPLE_CHART, PNG]]))
    const gallery = inside(message?.body).find(({ type }) => type === 12)
    const shown = { media: { url: 'attachment://chart-1.png' }, description: SAMPLE_CHART.alt }
    expect(gallery).toMatchObject({ items: [shown] })
    expect(message?.files).toEqual([{ name: 'chart-1.png', png: PNG }])
    expect(visible([message?.body].filter(body => body !== undefined))).toContain(SAMPLE_CHART.alt)
    // The picture bears its title; above it that would stand twice.
    expect(JSON.stringify(message?.body)).not.toContain(`**${SAMPLE_CHART.title}**`)
    const [drawn] = message?.simpler[0] ?? []
    expect(JSON.stringify(drawn?.body)).toContain(`**${SAMPLE_CHART.title}**`)
    expect(drawn?.files).toEqual([])
    expect(visible([drawn?.body].filter(body => body !== undefined))).toContain('███')
  })

  it('tells figures beside bars of text with their unit, where they have words', () => {
    const points = [
      { label: 'A', quantity: { amount: 3, unit: 't', hedge: 'exact' as const }, facts: [] },
    ]
    const told = points.map(point => ({ ...point, told: '3 tons `per` year' }))
    const chartOf = (those: typeof points) => ({
      ...SAMPLE_CHART,
      series: [{ name: 'x', points: those }],
    })
    const shown = (those: typeof points): string =>
      visible(bodies(sampleReply('', { parts: [{ kind: 'chart', chart: chartOf(those) }] })))
    expect(shown(points)).toMatch(/A {2}█+ 3\n/)
    expect(shown(told)).toMatch(/A\n█+ 3 tons .per. year/)
  })

  it('lists what is too long for a button', () => {
    const value = `Is it ${'very '.repeat(30)}long?`
    const actions = [{ id: 'ask', label: 'Is it long?', value }]
    const [body] = bodies(sampleReply('Yes.', { actions }))
    expect(inside(body).filter(({ type }) => type === 1)).toEqual([])
    expect(visible([...bodies(sampleReply('Yes.', { actions }))])).toContain(`- ${value}`)
  })

  it.for([
    ['a *b* _c_ ~~d~~ `e` ||f||', 'a \\*b\\* \\_c\\_ \\~\\~d\\~\\~ \\`e\\` \\|\\|f\\|\\|'],
    ['[press](https://x)', '\\[press\\](https://x)'],
    ['<@1> <t:1:R>', '\\<@1\\> \\<t:1:R\\>'],
    ['@everyone', '@\u200beveryone'],
    ['# big\n-# small\n> quote', '\\# big\n\\-# small\n\\> quote'],
    ['- item\n1. first', '\\- item\n1\\. first'],
    ['5 - 3 = 2, #1, 2024.', '5 - 3 = 2, #1, 2024.'],
    ['C:\\n', 'C:\\\\n'],
    ['1,300 \u202etons\u2066', '1,300 tons'],
  ] as const)('shows %j as it was written', ([given, escaped]) => {
    expect(escapeText(given)).toBe(escaped)
  })

  describe('a hostile reply', () => {
    const messages = SEEDS.flatMap(seed =>
      render(hostileReply(seed), picturesOf(hostileReply(seed))).flatMap(message => {
        const forms = [message, ...message.simpler.flat()]
        return forms.map(({ body }) => ({ seed, body }))
      }),
    )

    it('gives at least one message, and none that Discord would refuse', () => {
      const check = openapiCheck() ?? (() => [])
      const refused = messages.flatMap(({ seed, body }) =>
        [
          ...messageProblems(body),
          ...check('POST', POST, body),
          ...(isEmptyMessage(body) ? ['empty'] : []),
        ].map(problem => `seed ${seed}: ${problem}`),
      )
      expect(refused).toEqual([])
      expect(new Set(messages.map(({ seed }) => seed)).size).toBe(SEEDS.length)
    })

    it('rings for nobody and keeps no markup of its own', () => {
      const alive = messages.flatMap(({ seed, body }) => {
        const embedded = (body.embeds ?? []).map(embed => embed.description ?? '')
        const found = [body.content ?? '', ...embedded, ...texts(body)].flatMap(text => {
          const fences = text.match(/```/g) ?? []
          const prose = text.replace(/```\n[\s\S]*?\n```/g, '')
          return [
            ...(prose.match(/(?<!\\)(?:\\\\)*(?:<[@#:t/]|`|\|\|)/g) ?? []),
            ...(text.match(/@everyone|@here/g) ?? []),
            ...(fences.length % 2 === 0 ? [] : ['an open fence']),
          ]
        })
        return [...found, ...(pingsIn({ ...body }) ? ['rings'] : [])].map(f => `seed ${seed}: ${f}`)
      })
      expect(alive).toEqual([])
    })
  })

  it.for(SEEDS)('loses no word of a hostile reply in any form (%i)', seed => {
    const reply = hostileReply(seed)
    const pictured = render(reply, picturesOf(reply)).map(({ body }) => body)
    for (const messages of [pictured, bodies(reply), ...simpler(reply)]) {
      // A word may be cut where something endless is; then it goes on in the next line or message.
      const shown = new Set(
        visible(messages)
          .replace(/-#|Sources, continued|[\s*`]/g, '')
          .match(/w\d+w/g),
      )
      expect(hostileWords(reply).filter(word => !shown.has(word))).toEqual([])
    }
  })

  it.for([1, 2, 3, 4, 5, 6])('drops no word of a huge reply, rich or plain (%i)', seed => {
    const reply = hugeReply(seed)
    for (const messages of [bodies(reply), ...simpler(reply)]) {
      const shown = new Set(visible(messages).match(/\bw\d+/g))
      expect(wordsOf(reply).filter(word => !shown.has(word))).toEqual([])
    }
  })
})
