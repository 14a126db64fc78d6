// Lets a model word an answer within its time and budget; whatever goes wrong, the facts' own answer goes out.
import type {
  CarriedSentence,
  Conversation,
  FactId,
  Material,
  Meter,
  ModelAccount,
  Plan,
  Reply,
  Usage,
  Wording,
} from '#magnets'
import { type Bill, createBill } from './bill.ts'
import type { Breaker } from './breaker.ts'
import { addUsage, type Budgets, exhausted, type Ledger, NO_USAGE } from './budget.ts'
import type { Call, Planner } from './create-planner.ts'
import { faultOf, ModelFault } from './model-fault.ts'

export interface PhraserOptions {
  readonly planner: Planner
  readonly breaker: Breaker
  readonly budgets: Budgets
  readonly ledger: Ledger
  /** For all rounds of a question together. */
  readonly timeoutMs: number
  readonly meter: Pick<Meter, 'phrased'>
  /** Told of faults; never of a question. */
  readonly onFault: (fault: ModelFault) => void
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Resolves after so long, or early when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface Asked<A> {
  /** "<platform>:<id>". */
  readonly person: string
  readonly conversation: Conversation
  /** What the facts alone answer. */
  readonly answered: A
  readonly wording: Wording<A>
  /** Finds facts for a question that was not understood, where search knows more than the wording. */
  offer?(): Promise<readonly FactId[]>
  /** Told what may be shown already, while the rest is awaited. */
  onPartial?(sofar: Reply): void
}

export interface Phrased<A> {
  readonly answered: A
  /** Absent where a model had nothing to do with it. */
  readonly model?: ModelAccount
}

export interface Phraser {
  /** Never rejects, and never takes longer than the time limit. */
  phrase<A extends { readonly reply: unknown }>(asked: Asked<A>): Promise<Phrased<A>>
}

/** A second try of a call is not begun with less time than this. */
const SHORTEST_TRY_MS = 300

export function createPhraser(options: PhraserOptions): Phraser {
  const { planner, breaker, budgets, ledger, timeoutMs, meter, onFault, now, sleep } = options

  return {
    async phrase(asked) {
      const began = now()
      const ending = new AbortController()
      const progress = new Progress(planner.name, began)
      const late = async () => {
        await sleep(timeoutMs, ending.signal)
        throw new ModelFault('timeout', `no answer within ${timeoutMs} ms`)
      }
      const { answered, wording, conversation } = asked
      const material = wording.material(answered, conversation)
      if (material === undefined) return { answered }
      // The best so far: where a fault comes late, what the facts answered by then goes out.
      let best = answered
      const keep = (better: typeof answered): void => {
        if (!ending.signal.aborted) best = better
      }
      try {
        const work = word({ ...asked, material, progress, keep, signal: ending.signal })
        await Promise.race([work, late()])
      } catch (error) {
        const fault = faultOf(error)
        if (fault.code === 'timeout') breaker.failed()
        // A call that still hangs may be paid for, and may never tell.
        progress.bill?.settle()
        progress.failed(fault)
        onFault(fault)
      } finally {
        ending.abort()
      }
      const model = progress.account()
      const { fault } = progress
      meter.phrased({ ...model, ...(fault && { fault }), tookMs: now() - began })
      return { answered: best, model }
    },
  }

  interface Work<A> extends Asked<A> {
    readonly material: Material
    readonly progress: Progress
    readonly signal: AbortSignal
    keep(better: A): void
  }

  async function word<A extends { readonly reply: unknown }>(work: Work<A>): Promise<void> {
    const { wording, conversation, progress, person, material, keep } = work
    const over = await exhausted(budgets, ledger, person, today())
    if (over !== undefined) throw new ModelFault('budget', `the budget of the ${over} is used up`)
    if (material.answer.length > 0) return planned(work)
    const offered = await work.offer?.()
    const wider = offered && wording.material(work.answered, conversation, offered)
    const understood = await call(work, rest => planner.understand(wider ?? material, rest))
    const found = wording.reconsider(work.answered, understood, conversation, new Date(now()))
    if ('reasons' in found) {
      progress.reasons.push(...found.reasons)
      return
    }
    keep(found.answered)
    progress.restated = true
    const more = wording.material(found.answered, conversation)
    if (more !== undefined) await planned({ ...work, answered: found.answered, material: more })
  }

  /** Keeps the answer in the model's words, mended once, where they pass. */
  async function planned<A extends { readonly reply: unknown }>(work: Work<A>): Promise<void> {
    const { wording, answered, material, progress, keep } = work
    let plan: Plan | undefined
    for (const verdict of ['worded', 'mended'] as const) {
      const rejected = plan && { plan, reasons: progress.reasons }
      const shows = rejected === undefined && work.onPartial !== undefined
      plan = await call(work, rest =>
        planner.plan(material, {
          ...rest,
          ...(rejected && { rejected }),
          // Each try begins with the first sentence again.
          ...(shows && { onSentence: shown(work) }),
        }),
      )
      const worded = wording.accept(answered, plan)
      if ('reply' in worded) {
        progress.verdict = verdict
        keep({ ...answered, reply: worded.reply })
        return
      }
      progress.reasons = [...worded.reasons]
    }
  }

  /** Each sentence goes out once it has passed; after one that hasn't, none does. */
  function shown<A>({ wording, answered, onPartial, signal }: Work<A>) {
    const sentences: CarriedSentence[] = []
    let stopped = false
    return (sentence: CarriedSentence, language: string): void => {
      if (stopped || signal.aborted) return
      sentences.push(sentence)
      const sofar = wording.preview(answered, { language, sentences: [...sentences] })
      if (sofar === undefined) stopped = true
      else onPartial?.(sofar)
    }
  }

  /** One call, tried a second time where the fault may pass. */
  async function call<A, T>(
    { person, progress, signal }: Work<A>,
    ask: (rest: Call) => Promise<T>,
  ): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const { usage } = progress
      const spent = usage.inputTokens + usage.outputTokens
      if (budgets.questionTokens > 0 && spent >= budgets.questionTokens) {
        throw new ModelFault('budget', 'the budget of the question is used up')
      }
      if (!breaker.admits())
        throw new ModelFault('resting', 'it failed too often and is left alone')
      progress.calls += 1
      const bill = createBill(used => record(person, progress, used))
      progress.bill = bill
      try {
        const result = await ask({ signal, onBegin: bill.most, onUsage: bill.told })
        bill.settle()
        breaker.succeeded()
        return result
      } catch (error) {
        const fault = faultOf(error)
        if (fault.billed) bill.settle()
        else bill.drop()
        // Of what ran out of time the clock tells.
        if (fault.code !== 'malformed' && !signal.aborted) breaker.failed()
        const pauseMs = fault.retryAfterMs ?? 0
        const leftMs = timeoutMs - (now() - progress.began) - pauseMs
        const again = fault.code === 'unavailable' && tries === 1 && !signal.aborted
        if (!again || leftMs < SHORTEST_TRY_MS) throw fault
        if (pauseMs > 0) await sleep(pauseMs, signal)
      }
    }
  }

  /** By UTC, which all replicas share. */
  function today(): string {
    return new Date(now()).toISOString().slice(0, 10)
  }

  function record(person: string, progress: Progress, used: Usage): void {
    progress.usage = addUsage(progress.usage, used)
    const spending = { tokens: used.inputTokens + used.outputTokens, dollars: used.dollars ?? 0 }
    // The answer doesn't wait for the books.
    ledger.add(person, today(), spending).catch((cause: unknown) => {
      onFault(new ModelFault('unavailable', 'what was spent could not be written down', { cause }))
    })
  }
}

/** What has become of one question so far. */
class Progress {
  readonly name: string
  verdict: ModelAccount['verdict'] = 'own'
  restated = false
  reasons: string[] = []
  calls = 0
  usage: Usage = NO_USAGE
  fault: ModelFault['code'] | undefined
  /** Of the call that was begun last. */
  bill: Bill | undefined
  /** Epoch milliseconds. */
  readonly began: number

  constructor(name: string, began: number) {
    this.name = name
    this.began = began
  }

  failed(fault: ModelFault): void {
    this.fault = fault.code
    this.verdict = 'own'
    this.reasons = [...this.reasons, `${fault.code}: ${fault.message}`]
  }

  account(): ModelAccount {
    const { name, verdict, restated, reasons, calls, usage } = this
    return { name, verdict, restated, reasons, calls, usage }
  }
}
