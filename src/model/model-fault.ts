// What can go wrong with a model, by a code that decides whether it is tried again.

export type FaultCode =
  /** Later than the question may wait. */
  | 'timeout'
  /** The network, or a server that is busy or broken: worth another try. */
  | 'unavailable'
  /** The server turned the request down: a wrong key, model or address. */
  | 'refused'
  /** The output is not what was asked for. */
  | 'malformed'
  /** The tokens or the money of a question, person or day are used up. */
  | 'budget'
  /** Too many faults in a row: nobody is asked for a while. */
  | 'resting'

export class ModelFault extends Error {
  readonly code: FaultCode

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ModelFault'
    this.code = code
  }
}

/** What the clients' own parsers throw. */
const UNREADABLE =
  /^(?:SyntaxError|ZodError|\$ZodError|OutputParserException|LengthFinishReasonError)$/

/** Reads what a client threw; messages of providers may hold the question, so they are not kept. */
export function faultOf(error: unknown): ModelFault {
  if (error instanceof ModelFault) return error
  const { status, name } = (error ?? {}) as { readonly status?: unknown; readonly name?: unknown }
  if (name === 'AbortError' || name === 'TimeoutError')
    return new ModelFault('timeout', 'it took too long')
  if (typeof name === 'string' && UNREADABLE.test(name)) {
    return new ModelFault('malformed', 'the output can not be read')
  }
  if (typeof status !== 'number') return new ModelFault('unavailable', 'it could not be reached')
  const busy = status === 408 || status === 409 || status === 429 || status >= 500
  return new ModelFault(busy ? 'unavailable' : 'refused', `it answered with status ${status}`)
}
