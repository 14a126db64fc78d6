import { describe, expect, it } from 'vitest'
import { joinChecked } from '../../src/answer/check-message.ts'
import type { Draft, DraftSentence } from '../../src/answer/draft.ts'
import { joinClaims } from '../../src/answer/join-drafts.ts'
import { asAnswer, asVerdict } from '../../src/answer/verdict.ts'
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
    ['There are other large rare earth mines in the United States', 'correction', 'Contradicted.'],
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

describe('the verdict of a draft', () => {
  const told = (text: string, verdict?: DraftSentence['verdict']): Draft => {
    const said = { kind: 'sentence', role: 'answer', text, facts: ['a-fact'] } as const
    return { outcome: 'answer', parts: [verdict === undefined ? said : { ...said, verdict }] }
  }
  const textsOf = ({ parts }: Pick<Draft, 'parts'>): readonly string[] =>
    parts.flatMap(part => (part.kind === 'sentence' ? part.text : []))
  const reading = engine.answer('hello', { turns: [] }, new Date('2025-07-01')).reading

  it('is never read out of a text, however that begins', () => {
    for (const text of ['No. 5 is the deepest shaft.', 'Yes. That is what they call it.']) {
      expect(textsOf(asAnswer(told(text)))).toEqual([text])
      expect(textsOf(asVerdict(told(text)))).toEqual([expect.stringMatching(/^The base neither/)])
      expect(textsOf(joinClaims([told(text)]))).toEqual([text])
      const claim = { words: 'so it is', draft: told(text, 'yes'), reading }
      expect(textsOf(joinChecked([claim], false))).toEqual([`“so it is” Supported: ${text}`])
    }
  })

  it('is said once, in the words of whoever asked', () => {
    expect(textsOf(asAnswer(told('It is level.', 'no')))).toEqual(['No. It is level.'])
    expect(textsOf(asVerdict(told('It is level.', 'no')))).toEqual(['Contradicted. It is level.'])
  })

  it('stands above a list, which tells several facts', () => {
    const draft: Draft = {
      outcome: 'answer',
      parts: [{ kind: 'list', items: [{ text: 'One of them.', facts: ['a-fact'] }] }],
    }
    const firm = {
      senses: [{ type: 'entity', id: 'e' }],
      optional: false,
      span: { from: 0, to: 1 },
    }
    const claimed = { ...reading, mentions: [firm, firm] } as unknown as typeof reading
    const { parts } = joinChecked([{ words: 'so it is', draft, reading: claimed }], false)
    expect(parts.map(({ kind }) => kind)).toEqual(['sentence', 'list'])
    expect(textsOf({ parts })).toEqual([expect.stringMatching(/^“so it is” Neither supported/)])
  })
})
