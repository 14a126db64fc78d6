// What is offered to ask next: always answered, never told already, never the same three times.
import { describe, expect, it } from 'vitest'
import { type Base, EMPTY_CONVERSATION, type Fact } from '#magnets'
import { createEngine } from '../../src/answer/engine.ts'
import { createRelatedQuestions } from '../../src/answer/related-questions.ts'
import { BASE } from '../commands/command-desk.ts'
import { engine } from './our-engine.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const questioned = BASE.facts.filter(({ question }) => question !== undefined)
const told = (fact: Fact) => ({ citations: [{ fact: fact.id }] }) as never
const answerTo = (question: string) => engine.answer(question, EMPTY_CONVERSATION, NOW).reply

describe('a question that curators gave to a fact', () => {
  it.each(questioned.map(({ id, question = '' }) => [question, id]))(
    'is answered with that fact: %s',
    (question, id) => {
      const { outcome, citations } = answerTo(question)
      expect(outcome).toBe('answer')
      expect(citations.map(({ fact }) => fact)).toContain(id)
      expect(question.length).toBeLessThanOrEqual(75)
    },
  )
})

describe('related questions', () => {
  it('are offered after almost every answer, two at least, and all of them are answered', () => {
    const counts = BASE.facts.map(fact => {
      const offered = engine.related(told(fact), NOW)
      for (const question of offered) expect(answerTo(question).outcome).toBe('answer')
      return offered.length
    })
    expect(Math.max(...counts)).toBe(3)
    expect(counts.filter(count => count >= 2).length / counts.length).toBeGreaterThan(0.9)
  })

  it('never ask for what was just told', () => {
    for (const fact of questioned) {
      expect(engine.related(told(fact), NOW)).not.toContain(fact.question)
    }
  })

  it('come after a refusal that names its nearest fact, and not after talk', () => {
    const refused = answerTo('How much gold did Mountain Pass produce in 2024?')
    expect(refused.outcome).toBe('refusal')
    if (refused.citations.length > 0) expect(engine.related(refused, NOW)).not.toEqual([])
    expect(engine.related(answerTo('hello'), NOW)).toEqual([])
  })

  it('leave out what the base does not answer so, and ask that once a fact', () => {
    const [first, ...others] = questioned
    if (first === undefined) throw new Error('there are questions')
    const asked: string[] = []
    const related = createRelatedQuestions({
      base: BASE,
      answers(question) {
        asked.push(question)
        return false
      },
    })
    expect(related.after(told(first))).toEqual([])
    const before = asked.length
    expect(before).toBeGreaterThan(0)
    expect(related.after(told(first))).toEqual([])
    expect(asked).toHaveLength(before)
    expect(others.length).toBeGreaterThan(0)
  })

  it('are none in a base whose curators gave none', () => {
    const bare: Base = {
      ...BASE,
      facts: BASE.facts.map(({ question: _, ...fact }) => fact),
    }
    const [fact] = bare.facts
    if (fact === undefined) throw new Error('there are facts')
    expect(createEngine(bare).related(told(fact), NOW)).toEqual([])
  })

  it('take less than five milliseconds once they are warm', () => {
    for (const fact of questioned) engine.related(told(fact), NOW)
    const begun = performance.now()
    for (const fact of questioned) engine.related(told(fact), NOW)
    expect((performance.now() - begun) / questioned.length).toBeLessThan(5)
  })
})
