// Says what to do about an address that can't be listened on.
import { UserError } from '#magnets'

interface Where {
  readonly host: string
  readonly port: number
}

const ADVICE: Readonly<Record<string, (where: Where) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `Port ${port} on ${host} is in use, perhaps by another copy of the bot: stop that, or set PORT to another.`,
  EACCES: ({ host, port }) =>
    `Port ${port} on ${host} may not be used by this user: set PORT to 1024 or more, and let a proxy pass requests on.`,
  EADDRNOTAVAIL: notOurs,
  ENOTFOUND: notOurs,
  EAI_AGAIN: notOurs,
}

/** A UserError with the next step; a failure that is none of these as it is. */
export function listenFailure(cause: Error, where: Where): Error {
  const code = 'code' in cause ? String(cause.code) : ''
  const advice = Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined
  return advice === undefined ? cause : new UserError('listen', advice(where), { cause })
}

function notOurs({ host }: Where): string {
  return `${host} is no address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for every address that it has.`
}
