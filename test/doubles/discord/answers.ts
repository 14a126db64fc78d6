// How the double answers requests: success, and refusals with Discord's own codes.
import { isOfComponents } from './component-limits.ts'
import { fileProblems } from './file-limits.ts'
import { isEmptyMessage, messageProblems } from './message-limits.ts'
import { type Body, messageJson, type StoredInteraction, type World } from './world.ts'

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Method, path and what to do with the path's parts, the body and the query. */
export type Route = readonly [
  method: string,
  path: RegExp,
  handle: (params: readonly string[], body: Body, query?: URLSearchParams) => Answer,
]

/** What the routes work on. */
export interface Ground {
  readonly world: World
  /** Whether there is such a channel; the three of this double where it is left out. */
  readonly hasChannel?: (channel: string) => boolean
  /** Everything that was refused for its form, for tests to look at. */
  readonly violations: string[]
  readonly dispatch: (type: string, data: unknown) => void
  readonly answered: (interaction: StoredInteraction) => void
}

export const EPHEMERAL = 64
export const NOTHING: Answer = { status: 204 }

export function ok(body: unknown): Answer {
  return { status: 200, body }
}

export function refusal(status: number, code: number, message: string, more: Body = {}): Answer {
  return { status, body: { code, message, ...more } }
}

export function badForm(violations: string[], problems: readonly string[]): Answer {
  violations.push(...problems)
  const errors = { _errors: problems.map(message => ({ code: 'INVALID', message })) }
  return refusal(400, 50035, 'Invalid Form Body', { errors })
}

/** The refusal of a message that may not stand, or undefined where it may. */
export function formProblems(body: Body, violations: string[]): Answer | undefined {
  if (isEmptyMessage(body)) return refusal(400, 50006, 'Cannot send an empty message')
  const problems = [...messageProblems(body), ...fileProblems(body)]
  return problems.length > 0 ? badForm(violations, problems) : undefined
}

/** Changes a message that stands. */
export function changed({ world, violations, dispatch }: Ground, id: string, body: Body): Answer {
  const problems = formProblems(body, violations)
  if (problems) return problems
  const old = world.messages.get(id)
  if (old !== undefined && !old.loading) {
    const [was, will] = [isOfComponents(old.body), isOfComponents({ ...old.body, ...body })]
    if (was && !will) return badForm(violations, ['the flag of components can not be removed'])
    const left = messageProblems({ ...old.body, ...body, attachments: body.attachments })
    if (!was && will && left.length > 0) return badForm(violations, left)
  }
  const message = world.changeMessage(id, body)
  if (message === undefined) return refusal(404, 10008, 'Unknown Message')
  if (!message.ephemeral) dispatch('MESSAGE_UPDATE', messageJson(message))
  return ok(messageJson(message))
}
