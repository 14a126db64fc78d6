// Who we are at Discord: told by the gateway, or asked for where none is connected.
import { z } from 'zod'
import type { Api } from './api.ts'
import { routes } from './routes.ts'

export interface Identity {
  /** Our user id as the gateway told it; empty before. */
  readonly known: string
  note(id: string): void
  /** Our user id, whatever is connected. */
  ask(): Promise<string>
}

const me = z.object({ id: z.string() })

export function createIdentity(api: Api): Identity {
  let known = ''
  return {
    get known() {
      return known
    },
    note(id) {
      known = id
    },
    async ask() {
      if (known === '') known = me.parse(await api.call('GET', routes.me)).id
      return known
    },
  }
}
