import { describe, expect, it } from 'vitest'
import { engine } from './our-engine.ts'

const check = (claim: string) => engine.check(claim, new Date('2025-07-01'))

describe('a claim', () => {
  it.each([
    ['China makes over 90% of neodymium magnets', 'answer', 'Supported.'],
    ['China makes 70% of neodymium magnets', 'correction', 'Contradicted.'],
    ['Lynas makes 5,000 tons of magnets', 'refusal', 'Not in the base.'],
    [
      'MP Materials received $1.2 billion and USA Rare Earth owns 90% of Round Top',
      'correction',
      'Partly.',
    ],
  ])('gets its verdict first: %s', (claim, outcome, verdict) => {
    const reply = check(claim)
    expect([reply.outcome, reply.text.startsWith(verdict)]).toEqual([outcome, true])
  })

  it('is answered for each of its parts, in order, with the right value', () => {
    const { text } = check(
      'MP Materials received $1.2 billion and USA Rare Earth owns 90% of Round Top',
    )
    expect(text).toMatch(
      /Supported: MP Materials received[\s\S]*Contradicted: USA Rare Earth holds a 70 percent/,
    )
  })
})
