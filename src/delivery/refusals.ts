// Who has asked too much, from taking the event until it is told.
import type { Allowance } from '../store/limits.ts'

export type Refused = Extract<Allowance, { allowed: false }>

export interface Refusals {
  note(id: number, refused: Refused): void
  /** Undefined where the event is to be answered. */
  take(id: number): Refused | undefined
}

export function createRefusals(): Refusals {
  const noted = new Map<number, Refused>()
  return {
    note: (id, refused) => void noted.set(id, refused),
    take(id) {
      const refused = noted.get(id)
      noted.delete(id)
      return refused
    },
  }
}
