// Commands on what the house keeps: how an answer came about, what is missing, how a channel is set.
import { describe, expect, it } from 'vitest'
import type { ChannelMode, KeptAnswer } from '#magnets'
import { BASE, runCommand } from './command-desk.ts'

const FACT = BASE.facts[0]
const KEPT: KeptAnswer = {
  id: 'k3m8x2vq',
  at: Date.parse('2026-11-23T12:00:00Z'),
  outcome: 'refusal',
  base: 'older',
  question: 'How many plums?',
  account: {
    lines: [
      'How it was read',
      '  kind: value',
      'Facts weighed, best first',
      '  plums-2026: score 1',
    ],
    rule: 'nothing-held',
    guard: 'passed',
  },
  facts: [
    { id: FACT?.id ?? '', statement: FACT?.statement ?? '' },
    { id: 'gone', statement: 'It was once so.' },
  ],
  workings: ['5,000 ÷ 300,000 = about 1.7%'],
  votes: { helpful: 2, unhelpful: 1 },
}

const receiptOf = async (id: string): Promise<string> => {
  const receipt = async (wanted: string) => (wanted === KEPT.id ? KEPT : undefined)
  return (await runCommand('receipt', { options: { id }, keeping: { receipt } })).text
}

describe('receipt', () => {
  it('tells the question, the reading, the rule, the guard, the working, the facts and the votes', async () => {
    const text = await receiptOf('k3m8x2vq')
    expect(text).toContain('A refusal, k3m8x2vq, of 23 November 2026.')
    expect(text).toContain('Asked: “How many plums?”')
    expect(text).toContain('- kind: value')
    expect(text).not.toContain('score')
    expect(text).toContain('Refused by the rule: nothing-held. The guard: passed.')
    expect(text).toContain('- 5,000 ÷ 300,000 = about 1.7%')
    expect(text).toContain('in version older of the base, today it is')
    expect(text).toContain(`- ${FACT?.id}: ${FACT?.statement}`)
    expect(text).toContain('- gone: It was once so. (gone since)')
    expect(text).toContain('2 helpful, 1 not helpful')
  })

  it('of an answer that somebody shared keeps their question and how it was read', async () => {
    const { question: _, ...shared } = KEPT
    const receipt = async () => ({ ...shared, account: { ...KEPT.account, lines: [] } })
    const { text } = await runCommand('receipt', { options: { id: 'x' }, keeping: { receipt } })
    expect(text).not.toContain('Asked')
    expect(text).toContain('- 5,000 ÷ 300,000 = about 1.7%')
  })

  it('finds an id as it was copied out of a message', async () => {
    expect(await receiptOf(' “K3M8X2VQ”. ')).toContain('A refusal, k3m8x2vq')
  })

  it('says plainly that there is none, and what an id is', async () => {
    expect(await receiptOf('abc')).toMatch(/^I have no answer abc for your eyes/)
    expect(await receiptOf('?')).toMatch(/^Which answer\?/)
  })
})

describe('gaps', () => {
  it('lists what is missing with counts and days, and words only where they may be read', async () => {
    const lastAsked = Date.parse('2026-11-20T08:00:00Z')
    const gaps = async () => [
      { subject: 'plums', refused: 3, disliked: 1, lastAsked, example: 'How many plums?' },
      { subject: 'pears, price', refused: 0, disliked: 2, lastAsked },
    ]
    const { text } = await runCommand('gaps', { keeping: { gaps } })
    expect(text).toContain(
      '- plums: refused 3 times, disliked once; last asked on 20 November 2026; for example “How many plums?”',
    )
    expect(text).toContain('- pears, price: disliked 2 times; last asked on 20 November 2026')
  })

  it('says so where nothing is missing', async () => {
    expect((await runCommand('gaps')).text).toMatch(/^No open gaps/)
  })
})

describe('settings', () => {
  const settings = async (mode: ChannelMode | undefined, deaf = false) => {
    const set: ChannelMode[] = []
    const keeping = {
      mode: async () => 'off' as const,
      setMode: async (wanted: ChannelMode) => void set.push(wanted),
      deaf: () => deaf,
    }
    const options: Record<string, string> = mode === undefined ? {} : { mode }
    const { text } = await runCommand('settings', { options, keeping })
    return { text, set }
  }

  it('shows how the channel is set, and changes nothing, without a mode', async () => {
    const { text, set } = await settings(undefined)
    expect(text).toMatch(/^This channel is set to off:/)
    expect(set).toEqual([])
  })

  it('sets the channel, and says what that means', async () => {
    const { text, set } = await settings('every')
    expect(text).toMatch(/^This channel is now set to every: I answer every question/)
    expect(text).not.toContain('hides messages')
    expect(set).toEqual(['every'])
  })

  it('says where the platform hides what it would have to hear', async () => {
    expect((await settings('every', true)).text).toContain('hides messages from me')
    expect((await settings('mentions', true)).text).not.toContain('hides messages')
  })
})
