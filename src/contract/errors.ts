// The three families of errors: a curator's, a user's, a platform's.

/** One thing wrong in the knowledge, where it stands. */
export interface ContentProblem {
  readonly file: string
  /** 1-based; 0 when the whole file is meant. */
  readonly line: number
  /** What is wrong and what to do about it. */
  readonly message: string
  /** Stable name of the rule. */
  readonly rule: string
}

/** The knowledge can't be used. Carries every problem, not only the first. */
export class ContentError extends Error {
  readonly code = 'content'
  readonly problems: readonly ContentProblem[]
  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(p => `${p.file}:${p.line}: ${p.message} (${p.rule})`).join('\n'))
    this.name = 'ContentError'
    this.problems = problems
  }
}

/** Somebody asked for what can't be done; the message is shown to them as it is. */
export class UserError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UserError'
    this.code = code
  }
}

/** A platform refused or failed. */
export class PlatformError extends Error {
  /** Stable: rate-limited, unavailable, rejected, gone, unauthorised. */
  readonly code: 'rate-limited' | 'unavailable' | 'rejected' | 'gone' | 'unauthorised'
  /** Milliseconds to wait before the next try, where the platform said so. */
  readonly retryAfterMs?: number
  constructor(
    code: PlatformError['code'],
    message: string,
    options: ErrorOptions & { retryAfterMs?: number } = {},
  ) {
    super(message, options)
    this.name = 'PlatformError'
    this.code = code
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs
  }
}
