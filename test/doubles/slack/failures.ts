// How the double's calls go wrong, on purpose and one at a time.
import type { Answer } from './web-api.ts'

/** What the next call of a method meets with. */
export type Failure =
  /** Nothing: the one after it fails. */
  | { readonly kind: 'none' }
  /** Answered so, and not done. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfterSeconds?: number
      /** Where a redirect leads. */
      readonly location?: string
    }
  | { readonly kind: 'error'; readonly error: string }
  /** Refused at more length. */
  | { readonly kind: 'answer'; readonly body: unknown }
  /** Done, but the connection breaks in the middle of the answer. */
  | { readonly kind: 'lost' }
  /** Not done: the connection breaks before. */
  | { readonly kind: 'cut' }
  /** Answered only once `until`, called as the request arrives, resolves; done at once or as late. */
  | {
      readonly kind: 'slow'
      readonly until: () => Promise<unknown>
      readonly done: 'at once' | 'late'
    }

/** Whether the client gets to see the answer: all of it, half of it, or nothing. */
export type Seen = 'whole' | 'half' | 'none'

export interface Failures {
  failNext(method: string, failure: Failure): void
  /** Does a call and answers it, unless it is to fail. */
  answer(
    method: string,
    work: () => Answer,
  ): Promise<{ readonly answer: Answer; readonly seen: Seen }>
}

export function createFailures(): Failures {
  const planned = new Map<string, Failure[]>()
  return {
    failNext(method, failure) {
      planned.set(method, [...(planned.get(method) ?? []), failure])
    },
    async answer(method, work) {
      const failure = planned.get(method)?.shift()
      switch (failure?.kind) {
        case undefined:
        case 'none':
          return { answer: work(), seen: 'whole' }
        case 'status':
          return { answer: statusAnswer(failure), seen: 'whole' }
        case 'error':
          return { answer: refusal(method, failure.error), seen: 'whole' }
        case 'answer':
          return { answer: { status: 200, body: failure.body }, seen: 'whole' }
        case 'lost':
          return { answer: work(), seen: 'half' }
        case 'cut':
          return { answer: { status: 500, body: '' }, seen: 'none' }
        case 'slow': {
          const early = failure.done === 'at once' ? work() : undefined
          await failure.until()
          return { answer: early ?? work(), seen: 'whole' }
        }
      }
    },
  }
}

function statusAnswer(failure: Extract<Failure, { kind: 'status' }>): Answer {
  const { status, retryAfterSeconds, location } = failure
  const headers = {
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    ...(location === undefined ? {} : { location }),
  }
  return { status, headers, body: 'failed on purpose' }
}

/** A response_url refuses with a status and a bare word, the Web API with 200 and JSON. */
function refusal(method: string, error: string): Answer {
  if (method === 'response_url') return { status: 400, body: error }
  return { status: 200, body: { ok: false, error } }
}
