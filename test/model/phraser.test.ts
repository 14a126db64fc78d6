// Whatever a model does, an answer goes out in time; by a clock that the test moves.
import { describe, expect, it } from 'vitest'
import { EMPTY_CONVERSATION, type Plan, type Reply, type Understood } from '#magnets'
import { createBreaker } from '../../src/model/breaker.ts'
import { type Budgets, createMemoryLedger, type Ledger } from '../../src/model/budget.ts'
import { createPhraser } from '../../src/model/create-phraser.ts'
import type { Call, Planner } from '../../src/model/create-planner.ts'
import { ModelFault } from '../../src/model/model-fault.ts'
import { answeredTo, engine, HONEST, HONEST_TEXT, NOW, OXIDES, planOf } from './a-question.ts'

const LIE = planOf(
  'Mountain Pass turned out {mountain-pass-oxides-2024} of rare earth oxides in 2023.',
)
const MOST = { inputTokens: 1500, outputTokens: 1000, cachedTokens: 0, dollars: 0.05 }
const USAGE = { inputTokens: 900, outputTokens: 100, cachedTokens: 0, dollars: 0.01 }
const NO_LIMITS: Budgets = { questionTokens: 0, personTokens: 0, dayTokens: 0, dayDollars: 0 }
const TIMEOUT_MS = 8_000

/** A fault after its words have begun to come. */
interface Broken {
  readonly after: Plan
  readonly fault: ModelFault
}

type Turn = Plan | ModelFault | Broken | 'hang'

/** A model that plays one turn a call, and a clock that stands still while nothing hangs. */
function stage(
  turns: readonly Turn[],
  { budgets = NO_LIMITS, ledger = createMemoryLedger() as Ledger, untold = false } = {},
) {
  let now = NOW.getTime()
  const calls: Parameters<Planner['plan']>[1][] = []
  const faults: string[] = []
  const phrased: unknown[] = []
  const understood: Understood = { language: 'sv', question: OXIDES, facts: [] }
  const plan = async (_: unknown, call: Parameters<Planner['plan']>[1]): Promise<Plan> => {
    const turn = turns[calls.length] ?? 'hang'
    calls.push(call)
    call.onBegin(MOST)
    if (turn === 'hang') return new Promise(() => undefined)
    if (turn instanceof ModelFault) throw turn
    if ('fault' in turn) {
      for (const sentence of turn.after.sentences) call.onSentence?.(sentence, 'en')
      throw turn.fault
    }
    if (untold) return turn
    call.onUsage(USAGE)
    for (const sentence of turn.sentences) call.onSentence?.(sentence, turn.language)
    return turn
  }
  const planner: Planner = {
    name: 'test:model',
    plan,
    understand: async (_, call: Call) => {
      call.onBegin(MOST)
      call.onUsage(USAGE)
      return understood
    },
  }
  const sleepers = new Map<() => void, number>()
  /** Time passes only where everybody waits for it, and as far as the first of them waits. */
  const passTime = (): void => {
    const [first] = [...sleepers].sort(([, a], [, b]) => a - b)
    if (first === undefined) return
    const [wake, at] = first
    now = Math.max(now, at)
    wake()
  }
  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      const wake = (): void => {
        sleepers.delete(wake)
        resolve()
      }
      sleepers.set(wake, now + ms)
      signal.addEventListener('abort', wake)
      setImmediate(() => setImmediate(() => setImmediate(passTime)))
    })
  const phraser = createPhraser({
    ...{ planner, budgets, ledger, timeoutMs: TIMEOUT_MS },
    breaker: createBreaker(() => now),
    meter: { phrased: what => void phrased.push(what) },
    onFault: ({ code }) => void faults.push(code),
    now: () => now,
    sleep,
  })
  const ask = (question = OXIDES, onPartial?: (sofar: Reply) => void) =>
    phraser.phrase({
      ...{ person: 'test:anna', conversation: EMPTY_CONVERSATION, wording: engine.wording },
      answered: answeredTo(question),
      ...(onPartial && { onPartial }),
    })
  return {
    ask,
    calls,
    faults,
    phrased,
    ledger,
    pass(ms: number): void {
      now += ms
    },
    time: () => now - NOW.getTime(),
  }
}

const own = answeredTo(OXIDES).reply
const fault = (code: ModelFault['code']) => new ModelFault(code, 'a fault of the test')

describe('an answer in a model’s words', () => {
  it('goes out where it passes, with what it cost', async () => {
    const { ask, phrased, ledger } = stage([HONEST])
    const { answered, model } = await ask()
    expect(answered.reply.text).toContain(HONEST_TEXT)
    expect(answered.reply.citations).toEqual(own.citations)
    expect(model).toEqual({
      name: 'test:model',
      verdict: 'worded',
      restated: false,
      reasons: [],
      calls: 1,
      usage: USAGE,
    })
    expect(phrased).toMatchObject([{ verdict: 'worded', calls: 1, tookMs: 0 }])
    expect((await ledger.spent('test:anna', '2026-11-01')).all).toEqual({
      tokens: 1000,
      dollars: 0.01,
    })
  })

  it('is mended once, by the reasons that it is told', async () => {
    const { ask, calls } = stage([LIE, HONEST])
    const { answered, model } = await ask()
    expect(answered.reply.text).toContain(HONEST_TEXT)
    expect(model).toMatchObject({ verdict: 'mended', calls: 2 })
    expect(calls[1]?.rejected).toMatchObject({
      plan: LIE,
      reasons: expect.arrayContaining([expect.stringContaining('2023')]),
    })
  })

  it('gives way to the facts’ own answer where the repair fails too', async () => {
    const { ask, calls } = stage([LIE, LIE, HONEST])
    const { answered, model } = await ask()
    expect(answered.reply).toEqual(own)
    expect(model).toMatchObject({
      verdict: 'own',
      reasons: expect.arrayContaining([expect.stringContaining('2023')]),
    })
    expect(calls).toHaveLength(2)
  })

  it('is not asked for where there is nothing to word', async () => {
    const { ask, calls } = stage([HONEST])
    const hello = await ask('hello')
    expect(hello.model).toBeUndefined()
    expect(hello.answered.reply).toEqual(answeredTo('hello').reply)
    expect(calls).toEqual([])
  })

  it('shows sentence after sentence, and none after one that does not pass', async () => {
    const shown: string[] = []
    const [honest] = HONEST.sentences
    const [lie] = LIE.sentences
    if (honest === undefined || lie === undefined) throw new Error('no sentences')
    await stage([{ language: 'en', sentences: [honest, lie, honest] }, HONEST]).ask(
      OXIDES,
      ({ parts }) => void shown.push(JSON.stringify(parts)),
    )
    expect(shown).toEqual([expect.stringContaining(HONEST_TEXT)])
  })
})

describe('time', () => {
  it('ends with the limit, whatever hangs', async () => {
    const { ask, time, faults, phrased } = stage(['hang'])
    const { answered, model } = await ask()
    expect(answered.reply).toEqual(own)
    expect(time()).toBe(TIMEOUT_MS)
    expect(model?.reasons).toEqual(['timeout: no answer within 8000 ms'])
    expect(faults).toEqual(['timeout'])
    expect(phrased).toMatchObject([{ verdict: 'own', fault: 'timeout' }])
  })

  it('ends so in a repair as well', async () => {
    const { ask, time } = stage([LIE, 'hang'])
    expect((await ask()).answered.reply).toEqual(own)
    expect(time()).toBe(TIMEOUT_MS)
  })

  it('is not spent on a store that does not answer either', async () => {
    const ledger: Ledger = { spent: () => new Promise(() => undefined), add: async () => undefined }
    expect((await stage([HONEST], { ledger }).ask()).answered.reply).toEqual(own)
  })
})

describe('faults', () => {
  it('that say for how long leave a server alone for that, where there is time', async () => {
    const busy = (ms: number) => new ModelFault('unavailable', 'busy', { retryAfterMs: ms })
    const patient = stage([busy(3_000), HONEST])
    expect((await patient.ask()).model?.verdict).toBe('worded')
    expect(patient.time()).toBe(3_000)
    const hurried = stage([busy(7_900), HONEST])
    expect((await hurried.ask()).answered.reply).toEqual(own)
    expect([hurried.calls.length, hurried.time()]).toEqual([1, 0])
  })

  it('in the middle of an answer show no sentence twice', async () => {
    const shown: string[] = []
    const broken = new ModelFault('unavailable', 'the stream died', { billed: true })
    const { ask } = stage([{ after: HONEST, fault: broken }, HONEST])
    const { model } = await ask(OXIDES, ({ text }) => void shown.push(text))
    expect(model?.verdict).toBe('worded')
    expect(shown).toHaveLength(2)
    for (const text of shown) expect(text.split(HONEST_TEXT)).toHaveLength(2)
  })

  it('of the network are tried once more', async () => {
    const { ask, calls } = stage([fault('unavailable'), HONEST])
    expect((await ask()).model?.verdict).toBe('worded')
    expect(calls).toHaveLength(2)
  })

  it.each(['refused', 'malformed'] as const)('that are %s are not', async code => {
    const { ask, calls } = stage([fault(code), HONEST])
    expect((await ask()).answered.reply).toEqual(own)
    expect(calls).toHaveLength(1)
  })

  it('in a row leave the model alone for a while, then try it once', async () => {
    const { ask, calls, faults, pass } = stage([
      ...Array.from({ length: 4 }, () => fault('unavailable')),
      HONEST,
      HONEST,
    ])
    await ask()
    await ask()
    expect(calls).toHaveLength(3)
    expect((await ask()).model?.reasons).toEqual([expect.stringContaining('resting')])
    expect(calls).toHaveLength(3)
    expect(faults).toEqual(['unavailable', 'resting', 'resting'])
    pass(16_000)
    await ask()
    expect(calls).toHaveLength(4)
    pass(31_000)
    expect((await ask()).model?.verdict).toBe('worded')
    expect((await ask()).model?.verdict).toBe('worded')
  })
})

describe('a question that was not understood', () => {
  const SWEDISH = 'Hur mycket oxid gjorde Mountain Pass 2024, tack?'

  it('is answered as the model understood it, and said to be', async () => {
    const { ask } = stage([{ ...HONEST, language: 'en' }])
    const { answered, model } = await ask(SWEDISH)
    expect(answered.reply.text).toContain(`I read the question as: “${OXIDES}”`)
    expect(answered.reply.text).toContain(HONEST_TEXT)
    expect(answered.turn.question).toBe(SWEDISH)
    expect(model).toMatchObject({ verdict: 'worded', restated: true, calls: 2 })
  })

  it('keeps the facts’ own answer to it where its words come too late', async () => {
    const { answered, model } = await stage(['hang']).ask(SWEDISH)
    expect(answered.reply.text).toContain('Mountain Pass produced more than 45,000 metric tons')
    expect(model).toMatchObject({ verdict: 'own', restated: true })
  })
})

describe('budgets', () => {
  it('of a question end its calls', async () => {
    const { ask, calls } = stage([LIE, HONEST], { budgets: { ...NO_LIMITS, questionTokens: 1000 } })
    expect((await ask()).answered.reply).toEqual(own)
    expect(calls).toHaveLength(1)
  })

  it.each([
    ['of which nobody tells', [HONEST], { untold: true }],
    ['that hangs', ['hang'], {}],
    [
      'that breaks off',
      [new ModelFault('unavailable', 'cut', { billed: true }), fault('refused')],
      {},
    ],
    ['that can not be read', [fault('malformed')], {}],
  ] as const)('count a call %s as the most that it can cost', async (_, turns, how) => {
    const { ask, ledger } = stage(turns, how)
    const { model } = await ask()
    const { person } = await ledger.spent('test:anna', '2026-11-01')
    expect(person).toEqual({ tokens: 2500, dollars: 0.05 })
    expect(model?.usage).toEqual(MOST)
  })

  it('count a call that was turned away as nothing', async () => {
    const { ask, ledger } = stage([fault('unavailable'), fault('refused')])
    await ask()
    expect((await ledger.spent('test:anna', '2026-11-01')).all).toEqual({ tokens: 0, dollars: 0 })
  })

  it.each([
    ['a person', { personTokens: 1000 }],
    ['a day', { dayTokens: 1000 }],
    ['a day’s dollars', { dayDollars: 0.01 }],
  ])('of %s end calls until the next day', async (_, limit) => {
    const { ask, calls, pass } = stage([HONEST, HONEST], { budgets: { ...NO_LIMITS, ...limit } })
    expect((await ask()).model?.verdict).toBe('worded')
    expect((await ask()).model?.reasons).toEqual([expect.stringContaining('budget')])
    expect(calls).toHaveLength(1)
    pass(86_400_000)
    expect((await ask()).model?.verdict).toBe('worded')
  })
})
