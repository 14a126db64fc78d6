// The names that buttons and forms carry to Discord and bring back: what they are, and their value.
import { LIMITS } from './limits.ts'

/** The id of a button, or undefined where its value is too long to travel in one. */
export function buttonId(action: string, value: string): string | undefined {
  const id = `a:${action.replace(/[%:]/g, c => (c === '%' ? '%25' : '%3A'))}:${value}`
  return id.length <= LIMITS.customId && id.isWellFormed() ? id : undefined
}

export function formId(form: string): string {
  return `f:${form}`
}

/** The same button below an answer of several messages, of which a press could change the last alone. */
export function ofMany(id: string): string {
  return id.replace(/^a:/, 'm:')
}

export function isOfMany(id: string): boolean {
  return id.startsWith('m:')
}

/** The action and value of a button that is ours. */
export function readButtonId(id: string): { action: string; value: string } | undefined {
  const [, action, value] = /^[am]:([^:]*):([\s\S]*)$/.exec(id) ?? []
  if (action === undefined || value === undefined) return undefined
  return { action: action.replace(/%3A/g, ':').replace(/%25/g, '%'), value }
}

/** The form of a modal that is ours. */
export function readFormId(id: string): string | undefined {
  return id.startsWith('f:') ? id.slice(2) : undefined
}
