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

export interface FaultOptions extends ErrorOptions {
  /** True where the server may have worked for us, so that it may be paid for. */
  readonly billed?: boolean
  /** How long the server wants to be left alone. */
  readonly retryAfterMs?: number
}

export class ModelFault extends Error {
  readonly code: FaultCode
  readonly billed: boolean
  readonly retryAfterMs: number | undefined

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options)
    this.name = 'ModelFault'
    this.code = code
    this.billed = options.billed ?? (code === 'timeout' || code === 'malformed')
    this.retryAfterMs = options.retryAfterMs
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
  if (typeof status !== 'number') {
    const billed = !neverConnected(error)
    return new ModelFault('unavailable', 'it could not be reached', { billed })
  }
  const busy = status === 408 || status === 409 || status === 429 || status >= 500
  const retryAfterMs = retryAfterOf(error)
  return new ModelFault(busy ? 'unavailable' : 'refused', `it answered with status ${status}`, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

const UNCONNECTED: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** Clients wrap what fetch threw, and fetch what the socket did. */
const MAX_CAUSES = 6

function neverConnected(error: unknown): boolean {
  let at = error
  for (let depth = 0; depth < MAX_CAUSES && at instanceof Error; depth += 1) {
    if ('code' in at && UNCONNECTED.has(at.code)) return true
    at = at.cause
  }
  return false
}

/** In seconds, as servers of models say it; a date or nonsense is as good as nothing. */
function retryAfterOf(error: unknown): number | undefined {
  const { headers } = error as { readonly headers?: unknown }
  const said =
    headers instanceof Headers
      ? headers.get('retry-after')
      : (headers as Readonly<Record<string, unknown>> | null | undefined)?.['retry-after']
  return /^\d{1,5}(?:\.\d{1,3})?$/.test(String(said)) ? Number(said) * 1_000 : undefined
}
