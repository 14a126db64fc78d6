// Deliberate faults, each of which the independent checker must find: it shows that the checks bite.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  type Base,
  EMPTY_CONVERSATION,
  type Fact,
  type FactId,
  makeBase,
  type Part,
  type Reply,
  type Vocabulary,
} from '#magnets'
import { composeReply } from '../../src/answer/compose-reply.ts'
import { createEngine } from '../../src/answer/engine.ts'
import { inspectReply } from '../../src/answer/guard.ts'
import { base, engine } from '../answer/our-engine.ts'
import { createChecker, type Finding } from './independent-check.ts'
import { readKnowledge } from './independent-check-knowledge.ts'
import { ASKED_ON, readQuestions } from './question-set.ts'

const checker = createChecker(
  readKnowledge(fileURLToPath(new URL('../../knowledge', import.meta.url))),
)
const QUESTIONS: readonly string[] = ['golden-a.jsonl', 'golden-b.jsonl']
  .flatMap(readQuestions)
  .filter(({ turns }) => turns.length === 1)
  .flatMap(({ turns }) => turns)

const OXIDES = 'mountain-pass-oxides-2024'
const HOW_MUCH = 'How much rare earth oxide did Mountain Pass produce in 2024?'
/** A question may take long where other tests run beside it. */
const TIME_LIMIT_MS = 60_000

type Answering = (question: string) => Reply

const sound: Answering = question => engine.answer(question, EMPTY_CONVERSATION, ASKED_ON).reply

/** An engine whose base was changed behind the curator's back; the checker reads what the curator wrote. */
function engineWith(
  change: (fact: Fact) => Fact,
  vocabulary: Partial<Vocabulary> = {},
  sources: Base['sources'] = base.sources,
): Answering {
  const faulty = createEngine(
    makeBase({
      facts: base.facts.map(change),
      sources,
      vocabulary: { ...base.vocabulary, ...vocabulary },
      version: 'faulty',
    }),
  )
  return question => faulty.answer(question, EMPTY_CONVERSATION, ASKED_ON).reply
}

function findings(
  answering: Answering,
  questions: readonly string[] = QUESTIONS,
): readonly Finding[] {
  return questions.flatMap(question => checker.check(answering(question), [question]))
}

function about(words: RegExp): readonly string[] {
  return QUESTIONS.filter(question => words.test(question))
}

function rules(reply: Reply, ...asked: readonly string[]): readonly string[] {
  return [...new Set(checker.check(reply, asked).map(({ rule }) => rule))]
}

function factOf(id: FactId): Fact {
  const fact = base.fact(id)
  if (fact === undefined) throw new Error(`no fact ${id}`)
  return fact
}

function reworded(id: FactId, ...words: readonly (readonly [string, string])[]): (f: Fact) => Fact {
  return fact => {
    if (fact.id !== id) return fact
    for (const [from] of words) {
      if (!fact.statement.includes(from)) throw new Error(`${id} does not say ${from}`)
    }
    const statement = words.reduce((text, [from, to]) => text.replace(from, to), fact.statement)
    return { ...fact, statement }
  }
}

/** The sentences of a sound answer, changed and put together again without the guard. */
function unguarded(question: string, change: (text: string) => string): Reply {
  const { outcome, parts, workings } = sound(question)
  const changed = parts.map(
    (part): Part => (part.kind === 'sentence' ? { ...part, text: change(part.text) } : part),
  )
  return composeReply(base, { outcome, parts: changed, workings })
}

describe('a fault put in on purpose', { timeout: TIME_LIMIT_MS }, () => {
  it('is not there to begin with', () => {
    expect(findings(sound, about(/stillwater|mountain pass/i))).toEqual([])
  })

  it('is found when the figures of two facts are exchanged', () => {
    const [first, second] = ['stillwater-initial-capacity', 'stillwater-full-capacity']
    const swap = (fact: Fact, other: Fact, from: string, to: string): Fact => ({
      ...reworded(fact.id, [from, to])(fact),
      ...(other.value === undefined ? {} : { value: other.value }),
    })
    const faulty = engineWith(fact => {
      if (fact.id === first) return swap(fact, factOf(second), '600', '5,000')
      return fact.id === second ? swap(fact, factOf(first), '5,000', '600') : fact
    })
    const words = findings(faulty, about(/stillwater/i)).map(
      finding => `${finding.rule} ${finding.words}`,
    )
    expect(words).toContain('number 600')
    expect(words).toContain('number 5,000')
  })

  it('is found when every hedge is dropped, for every fact that has one', () => {
    const hedged = base.facts.filter(({ value }) => (value?.hedge ?? 'exact') !== 'exact')
    const faulty = engineWith(fact => {
      if (fact.value === undefined || !hedged.includes(fact)) return fact
      const hedge = new RegExp(`\\b${fact.value.hedge} `, 'i')
      const statement = fact.statement.replace(hedge, '')
      return { ...fact, statement, value: { ...fact.value, hedge: 'exact' } }
    })
    const dropped = findings(faulty).filter(({ rule }) => rule === 'hedge')
    expect(hedged.length).toBeGreaterThan(4)
    for (const { id, statement } of hedged) {
      const figure = /\d[\d,]*/.exec(statement.replace(/\b20\d\d\b/g, ''))?.[0] ?? '?'
      expect(
        dropped.filter(({ words }) => words.includes(figure)),
        id,
      ).not.toEqual([])
    }
  })

  it('is found when a hedge is dropped from a statement alone', () => {
    const reply = unguarded(HOW_MUCH, text => text.replace('more than ', ''))
    expect(rules(reply, HOW_MUCH)).toEqual(['hedge'])
    expect(inspectReply(base, reply).map(({ rule }) => rule)).toContain('hedge')
  })

  it('is found when a digit is changed and the guard is gone round', () => {
    const reply = unguarded(HOW_MUCH, text => text.replace('45,000', '46,000'))
    expect(rules(reply, HOW_MUCH)).toEqual(['number'])
    expect(inspectReply(base, reply).map(({ rule }) => rule)).toContain('number')
  })

  it('is found whichever digit of whichever answer is changed', () => {
    const missed: string[] = []
    let changes = 0
    for (const question of new Set(QUESTIONS)) {
      const { outcome, parts, workings } = sound(question)
      parts.forEach((part, n) => {
        if (part.kind !== 'sentence') return
        for (const { index, 0: digit } of part.text.matchAll(/\d/g)) {
          const other = String((Number(digit) + 1) % 10)
          const text = part.text.slice(0, index) + other + part.text.slice(index + 1)
          const reply = composeReply(base, {
            outcome,
            parts: parts.with(n, { ...part, text }),
            workings,
          })
          changes += 1
          if (rules(reply, question).length === 0) missed.push(text)
        }
      })
    }
    expect(changes).toBeGreaterThan(500)
    expect([...new Set(missed)]).toEqual([])
  })

  it('is found when a part loses its citations', () => {
    const { outcome, parts } = sound(HOW_MUCH)
    const bare = parts.map(
      (part): Part => (part.kind === 'sentence' ? { ...part, facts: [] } : part),
    )
    expect(rules(composeReply(base, { outcome, parts: bare }), HOW_MUCH)).toContain('number')
  })

  it('is found when the list of citations loses one, or the text its mark', () => {
    const reply = sound(HOW_MUCH)
    expect(rules({ ...reply, citations: [] }, HOW_MUCH)).toContain('citation')
    const text = reply.text.replace(/ \[1\]\n/, '\n')
    expect(rules({ ...reply, text }, HOW_MUCH)).toEqual(['citation'])
  })

  it('is found when a part rests on another fact than it tells', () => {
    const { outcome, parts } = sound(HOW_MUCH)
    const facts = ['mountain-pass-ndpr-2024']
    const other = parts.map((part): Part => (part.kind === 'sentence' ? { ...part, facts } : part))
    expect(rules(composeReply(base, { outcome, parts: other }), HOW_MUCH)).toContain('number')
  })

  it("is found when the question's figure is echoed, and not where it stands as a quotation", () => {
    const asked = 'Was it 99,123 tons of rare earth oxides at Mountain Pass in 2024?'
    const echo = (words: string): Reply =>
      composeReply(base, {
        outcome: 'correction',
        parts: [
          { kind: 'sentence', role: 'answer', text: `No, not ${words}.`, facts: [] },
          { kind: 'sentence', role: 'basis', text: factOf(OXIDES).statement, facts: [OXIDES] },
        ],
      })
    expect(rules(echo('99,123 tons'), asked)).toEqual(['number'])
    expect(rules(echo('“99,123 tons”'), asked)).toEqual([])
    expect(rules(echo('“98,123 tons”'), asked)).toEqual(['quote', 'number'])
  })

  it('is found when a unit is called by the name of another', () => {
    const units = base.vocabulary.units.map(unit =>
      unit.id === 'metric-ton' ? { ...unit, singular: 'ton', plural: 'tons' } : unit,
    )
    const faulty = engineWith(reworded(OXIDES, ['metric tons', 'tons']), { units })
    expect(rules(faulty(HOW_MUCH), HOW_MUCH)).toContain('unit')
  })

  it('is found when a plan is moved to another year', () => {
    const id = 'stillwater-start-2026'
    const period = { written: '2027', text: '2027', from: '2027-01-01', to: '2027-12-31' }
    const moved = reworded(id, ['2026', '2027'])
    const faulty = engineWith(fact => (fact.id === id ? { ...moved(fact), period } : fact))
    const question = 'When is the Stillwater plant scheduled to begin production?'
    expect(rules(sound(question), question)).toEqual([])
    expect(rules(faulty(question), question)).toContain('date')
  })

  it('is found when one company gets what belongs to another', () => {
    const faulty = engineWith(reworded('mountain-pass-mine', ['MP Materials', 'USA Rare Earth']))
    const question = 'Who runs the mine at Mountain Pass?'
    expect(rules(sound(question), question)).toEqual([])
    expect(rules(faulty(question), question)).toContain('name')
  })

  it('is found when the source is dated otherwise', () => {
    const later = base.sources.map(source => ({ ...source, published: '2026-06-24' }))
    const found = findings(
      engineWith(fact => fact, {}, later),
      [HOW_MUCH],
    )
    expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['citation', 'date']))
  })

  it('is found when arithmetic goes wrong, in its result or in its hedge', () => {
    const question = "What share of China's output would Stillwater reach at full scale?"
    const reply = sound(question)
    const [working] = reply.workings
    const shown = working?.shown ?? ''
    const wrong = (from: string, to: string, amount: number): Reply => {
      const change = (text: string): string => text.replaceAll(from, to)
      const result = { unit: 'percent', hedge: 'about' as const, amount }
      const workings = working === undefined ? [] : [{ ...working, shown: change(shown), result }]
      const { parts } = unguarded(question, change)
      return composeReply(base, { outcome: 'answer', parts, workings })
    }
    expect(shown).toContain('about 1.7%')
    expect(rules(wrong('1.7', '1.7', 1.7), question)).toEqual([])
    expect(rules(wrong('1.7', '2.7', 2.7), question)).toContain('working')
    expect(rules(wrong('about 1.7', '1.7', 1.7), question)).toContain('working')
  })
})
