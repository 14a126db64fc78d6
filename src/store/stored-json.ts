// Incoming events and addresses as they stand in a row: JSON, with the token sealed.
import type { Address, Incoming } from '#magnets'
import type { Seal } from './seal.ts'

/** The address as text; its token can be read with the key alone. */
export function addressToRow(address: Address, seal: Seal): string {
  return JSON.stringify(sealed(address, seal))
}

export function addressFromRow(text: string, seal: Seal): Address {
  return opened(JSON.parse(text), seal)
}

export function incomingToRow(incoming: Incoming, seal: Seal): string {
  return JSON.stringify({ ...incoming, address: sealed(incoming.address, seal) })
}

export function incomingFromRow(text: string, seal: Seal): Incoming {
  const incoming = JSON.parse(text) as Incoming
  return { ...incoming, address: opened(incoming.address, seal) }
}

/** People's words as a column of their own: PostgreSQL's text holds no NUL. */
export function wordsToRow(words: string): string {
  return words.replaceAll('\u0000', '')
}

/** The same row under today's key; undefined where there is nothing to change. */
export function resealedRow(text: string, seal: Seal): string | undefined {
  const row = JSON.parse(text) as { token?: string; address?: Address }
  const token = row.token ?? row.address?.token
  if (token === undefined || seal.isCurrent(token)) return undefined
  const again = seal.seal(seal.open(token))
  if (row.token !== undefined) return JSON.stringify({ ...row, token: again })
  return JSON.stringify({ ...row, address: { ...row.address, token: again } })
}

function sealed(address: Address, seal: Seal): Address {
  return address.token === undefined ? address : { ...address, token: seal.seal(address.token) }
}

function opened(address: Address, seal: Seal): Address {
  return address.token === undefined ? address : { ...address, token: seal.open(address.token) }
}
