// Counts and times of a language model: what became of its words, what it took, what it cost.
import { Counter, Histogram, type Registry } from 'prom-client'
import type { Meter } from '#magnets'

/** Seconds; a question waits for eight at most unless that is set otherwise. */
const BUCKETS = [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 20]

export function phrasedMeter(registry: Registry): Meter['phrased'] {
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `magnets_model_${name}_total`, help, labelNames, registers })
  const answers = counter(
    'answers',
    'Answers that a language model was asked to word, by whose words went out.',
    ['verdict'],
  )
  const faults = counter('faults', "Answers that went out in the facts' own words, by the fault.", [
    'code',
  ])
  const calls = counter('calls', 'Calls of the model, repairs and second tries included.', [])
  const tokens = counter('tokens', 'Tokens by kind; those from a cache are among the input.', [
    'kind',
  ])
  const dollars = counter('dollars', 'Dollars, at the prices that are configured.', [])
  const took = new Histogram({
    name: 'magnets_model_duration_seconds',
    help: 'How long an answer waited for the model, all rounds together.',
    buckets: BUCKETS,
    registers,
  })
  return ({ verdict, fault, calls: made, usage, tookMs }) => {
    answers.inc({ verdict })
    if (fault !== undefined) faults.inc({ code: fault })
    calls.inc(made)
    tokens.inc({ kind: 'input' }, usage.inputTokens)
    tokens.inc({ kind: 'output' }, usage.outputTokens)
    tokens.inc({ kind: 'cached' }, usage.cachedTokens)
    dollars.inc(usage.dollars ?? 0)
    took.observe(Math.max(0, tookMs) / 1000)
  }
}
