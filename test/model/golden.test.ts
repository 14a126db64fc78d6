// The golden questions with a model in the house: a good one keeps every floor, and so does one that is no use.
import { describe, expect, it } from 'vitest'
import type { Conversation, Material, Plan } from '#magnets'
import { createBreaker } from '../../src/model/breaker.ts'
import { createMemoryLedger } from '../../src/model/budget.ts'
import { createPhraser } from '../../src/model/create-phraser.ts'
import type { Planner } from '../../src/model/create-planner.ts'
import { FLOORS, measure } from '../answers/floors.ts'
import { ASKED_ON, askAllOf, GOLDEN, readFactMap, readQuestions } from '../answers/question-set.ts'
import { engine } from './a-question.ts'

const golden = GOLDEN.flatMap(readQuestions)

/** Says what it is given with placeholders for figures and dates, and turns a sentence round where it can. */
function goodPlan({ answer, facts, workings }: Material): Plan {
  const holes = [
    ...workings.map(({ expression, told }) => [told, `{${expression}}`] as const),
    ...facts.flatMap(({ id, value, date }) => [
      ...(value === undefined ? [] : [[value, `{${id}}`] as const]),
      ...(date === undefined ? [] : [[date, `{${id}.date}`] as const]),
    ]),
  ].sort(([a], [b]) => b.length - a.length)
  const sentences = answer.map(({ text, facts: by }) => ({
    text: turned(holes.reduce((rest, [told, hole]) => filled(rest, told, hole), inWords(text))),
    facts: by,
  }))
  return { language: 'en', sentences }
}

/** Also where the figure begins the sentence. */
function filled(text: string, told: string, hole: string): string {
  const at = text.toLowerCase().indexOf(told.toLowerCase())
  return at < 0 ? text : text.slice(0, at) + hole + text.slice(at + told.length)
}

/** Statements write "93 percent" where values are told as "93%". */
function inWords(text: string): string {
  return text
    .replace(/(\d) percent/g, '$1%')
    .replace(/six-month intervals/, 'intervals of 6 months')
}

/** "In 2024, ...": a date at the end goes to the front. */
function turned(text: string): string {
  return text.replace(/^([A-Z].*) (\{[^{}]*\.date\})\.$/, (_, rest, date) => `${date}, ${rest}.`)
}

function house(plan: Planner['plan']) {
  const planner: Planner = {
    name: 'test:model',
    plan,
    understand: async ({ question, facts }) => ({
      ...{ language: 'en', question },
      facts: facts.slice(0, 3).map(({ id }) => id),
    }),
  }
  const verdicts: string[] = []
  const phraser = createPhraser({
    ...{ planner, ledger: createMemoryLedger(), timeoutMs: 8_000 },
    budgets: { questionTokens: 0, personTokens: 0, dayTokens: 0, dayDollars: 0 },
    breaker: createBreaker(() => 0),
    meter: { phrased: () => undefined },
    onFault: () => undefined,
    now: () => ASKED_ON.getTime(),
    sleep: () => new Promise(() => undefined),
  })
  const say = async (question: string, conversation: Conversation) => {
    const answered = engine.answer(question, conversation, ASKED_ON)
    const asked = { person: 'test:anna', conversation, wording: engine.wording, answered }
    const phrased = await phraser.phrase(asked)
    if (phrased.model !== undefined && answered.reply.outcome !== 'refusal') {
      verdicts.push(phrased.model.verdict)
    }
    return phrased.answered
  }
  return { say, verdicts }
}

describe('the golden questions', () => {
  it('keep every floor with a good model, whose words go out nearly always', async () => {
    const { say, verdicts } = house(async material => goodPlan(material))
    const measured = measure(await askAllOf(say, golden, readFactMap()))
    for (const [name, floor] of Object.entries(FLOORS.golden)) {
      expect(measured[name as keyof typeof measured], name).toBeGreaterThanOrEqual(floor)
    }
    const worded = verdicts.filter(verdict => verdict === 'worded').length
    expect(worded / verdicts.length).toBeGreaterThanOrEqual(0.9)
  })

  it('are answered as without one by a model that says nothing of use', async () => {
    const { say } = house(async () => ({
      language: 'en',
      sentences: [{ text: 'Hospitals depend on it too.', facts: [] }],
    }))
    for (const { turns } of golden.slice(0, 120)) {
      const [question = ''] = turns
      const own = engine.answer(question, { turns: [] }, ASKED_ON)
      const { reply } = await say(question, { turns: [] })
      if (own.reply.outcome !== 'refusal') expect(reply).toEqual(own.reply)
    }
  })
})
