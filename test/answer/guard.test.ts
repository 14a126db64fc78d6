import { describe, expect, it } from 'vitest'
import type { Part, Reply, Working } from '#magnets'
import { composeReply, noticeReply } from '../../src/answer/compose-reply.ts'
import { guardReply, inspectReply } from '../../src/answer/guard.ts'
import { base } from './our-engine.ts'

const ID = 'mountain-pass-oxides-2024'
const TRUE = 'Mountain Pass produced more than 45,000 metric tons of rare earth oxides in 2024.'

function saying(text: string, facts: readonly string[] = [ID], more: Partial<Part> = {}): Reply {
  const part = { kind: 'sentence', role: 'answer', text, facts, ...more } as Part
  return composeReply(base, { outcome: 'answer', parts: [part] })
}

const rules = (reply: Reply) => inspectReply(base, reply).map(violation => violation.rule)

describe('the guard', () => {
  it('lets every statement of the base through unchanged', () => {
    for (const fact of base.facts) {
      const reply = saying(`${fact.statement} ${fact.note ?? ''}`, [fact.id])
      expect(inspectReply(base, reply), fact.id).toEqual([])
      expect(guardReply(base, reply)).toBe(reply)
    }
  })

  it.each([
    ['number', TRUE.replace('45,000', '46,000')],
    ['hedge', TRUE.replace('more than ', '')],
    ['hedge', TRUE.replace('more than', 'less than')],
    ['number', TRUE.replace('2024', '2023')],
    ['name', TRUE.replace('Mountain Pass', 'Round Top')],
    ['month', `${TRUE} That was in March of that year.`],
    ['number', `${TRUE} It was 12% more than before.`],
  ])('holds back a changed %s: %s', (rule, text) => {
    expect(rules(saying(text))).toContain(rule)
    expect(guardReply(base, saying(text)).outcome).toBe('notice')
    expect(guardReply(base, saying(text)).text).not.toContain('46,000')
  })

  it('holds back a figure in a cell, a chart label or an alt text', () => {
    const cell = (text: string) => ({ text, facts: [ID] })
    const table: Part = {
      kind: 'table',
      title: 'Oxides',
      columns: [{ label: 'Tons', align: 'right' }],
      rows: [[cell('45,000 metric tons')]],
    }
    expect(rules(composeReply(base, { outcome: 'answer', parts: [table] }))).toEqual(['hedge'])
    const chart: Part = {
      kind: 'chart',
      chart: {
        kind: 'bar',
        title: 'Oxides',
        series: [{ name: 'oxides', points: [{ label: 'up 7%', told: '8 tons', facts: [ID] }] }],
        alt: 'Oxides: 45,001 metric tons.',
      },
    }
    expect(rules(composeReply(base, { outcome: 'answer', parts: [chart] }))).toEqual([
      'number',
      'number',
      'number',
    ])
  })

  it('recomputes a working and refuses one that does not come out', () => {
    const facts = ['stillwater-full-capacity', 'china-output-estimate']
    const working = (amount: number): Working => ({
      operation: 'share',
      facts,
      result: { amount, unit: 'percent', hedge: 'about' },
      shown: `5,000 ÷ 300,000 = about ${amount}%`,
    })
    const reply = (amount: number) =>
      composeReply(base, {
        outcome: 'answer',
        parts: [{ kind: 'sentence', role: 'answer', text: `About ${amount}%.`, facts }],
        workings: [working(amount)],
      })
    expect(rules(reply(1.7))).toEqual([])
    expect(rules(reply(2.7))).toContain('working')
  })

  it("lets the asker's own words stand only as a marked quotation", () => {
    const text = 'The base holds nothing on “99,000”.'
    expect(rules(saying(text, [], { quotes: ['99,000'] } as Partial<Part>))).toEqual([])
    expect(rules(saying(text, []))).toEqual(['number'])
    expect(rules(saying('It was 99,000.', [], { quotes: ['99,000'] } as Partial<Part>))).toEqual([
      'quote',
    ])
  })

  it('lets notices through, which hold no fact', () => {
    const notice = noticeReply('Try again in 30 seconds.')
    expect(guardReply(base, notice)).toBe(notice)
  })
})
