// Messages of ours that stand at Discord, as an address names them: their ids, and in which form they are.
import type { Address } from '#magnets'
import type { Form } from './message-body.ts'

export interface Standing {
  readonly id: string
  /** Unknown where the address is older than this, or where somebody else found the message. */
  readonly form?: Form
}

/** The id by which a token's holder knows the response to the interaction. */
export const ORIGINAL = '@original'

/** What an address names, in order: what was posted there, or the message whose button was pressed. */
export function standingOf({ ids }: Address): readonly Standing[] {
  if (ids.messages === undefined && ids.inPlace !== undefined) return [at(ORIGINAL, ids.inPlace)]
  const forms = listOf(ids.forms)
  return listOf(ids.messages).map((id, index) => at(id, forms[index]))
}

function at(id: string, form: string | undefined): Standing {
  return form === 'components' || form === 'classic' ? { id, form } : { id }
}

/** The address with what stands now. */
export function withStanding(address: Address, standing: readonly Standing[]): Address {
  const messages = standing.map(({ id }) => id).join(',')
  const forms = standing.map(({ form = '' }) => form).join(',')
  return { ...address, ids: { ...address.ids, messages, forms } }
}

function listOf(ids: string | undefined): readonly string[] {
  return ids === undefined || ids === '' ? [] : ids.split(',')
}
