// What a language model had to do with an answer, for its receipt, and how that is told.
import type { Usage } from './phrasing.ts'

export interface ModelAccount {
  /** "provider:model". */
  readonly name: string
  /** `worded`: its words went out; `mended`: after one repair; `own`: the facts' own answer did. */
  readonly verdict: 'worded' | 'mended' | 'own'
  /** True where it put the question into other words before it was answered. */
  readonly restated: boolean
  /** Why its words did not go out, or what was wrong with them before they were mended. */
  readonly reasons: readonly string[]
  readonly calls: number
  readonly usage: Usage
}

const VERDICTS: Readonly<Record<ModelAccount['verdict'], string>> = {
  worded: 'its words went out',
  mended: 'its words went out after one repair',
  own: "the facts' own answer went out",
}

/** In plain lines: whose words went out, why, and what it cost. */
export function modelLines(account: ModelAccount): readonly string[] {
  const { name, verdict, restated, reasons, calls, usage } = account
  const { inputTokens, outputTokens, dollars } = usage
  const tokens = (inputTokens + outputTokens).toLocaleString('en-US')
  const cost = dollars === undefined ? '' : `, $${dollars.toFixed(4)}`
  return [
    `Language model ${name}: ${VERDICTS[verdict]}${restated ? ', to the question as it understood it' : ''}.`,
    ...reasons.map(reason => `Turned down: ${reason}`),
    `${calls} ${calls === 1 ? 'call' : 'calls'}, ${tokens} tokens${cost}.`,
  ]
}
