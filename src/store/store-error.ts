// What databases say when they can't, in words for people, and whether it may pass by itself.
import { UserError } from '#magnets'

/** Classes and codes of PostgreSQL's states: connection, resources, shutdown, conflict, time limit. */
const PASSING_STATES = /^(?:08|53|57P|40001|40P01|55P03|57014|25006)/
const PASSING_NETWORK =
  /^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND)$/
const PASSING_WORDS =
  /connection (?:terminated|error|ended)|timeout exceeded|read timeout|not queryable/i
/** SQLite's primary codes: busy, locked, read-only, input/output, full, can't open. */
const PASSING_SQLITE = new Set([5, 6, 8, 10, 13, 14])

/** True where the same may work in a while, without anybody changing the program. */
export function isPassing(error: unknown): boolean {
  const { code, errcode, message } = partsOf(error)
  if (errcode !== undefined) return PASSING_SQLITE.has(errcode & 0xff)
  return PASSING_STATES.test(code) || PASSING_NETWORK.test(code) || PASSING_WORDS.test(message)
}

/** What is wrong with the place of the data, and what to do; undefined for what isn't about it. */
export function storeAdvice(error: unknown): string | undefined {
  const { code, errcode, message } = partsOf(error)
  switch (errcode === undefined ? undefined : errcode & 0xff) {
    case 13:
      return 'The disk of the data is full. Make room; what was taken is kept, and work goes on by itself.'
    case 8:
      return 'The file of the data may not be written. Give this user the right to write it and its folder (MAGNETS_DATA).'
    case 11:
    case 26:
      return 'The file of the data is damaged or is no database. Keep a copy of it, and put a backup in its place with "npx magnets restore FILE".'
    case 14:
      return "The file of the data can't be opened or created. Check that the folder of MAGNETS_DATA exists or may be made."
    case 10:
      return 'The disk of the data fails to read or write. Check the disk; what was taken is kept.'
    case 5:
    case 6:
      return 'Another process keeps the file of the data locked. Stop it, or wait until it is done.'
  }
  if (/^28/.test(code)) {
    return 'PostgreSQL refused the user or the password. Check both in DATABASE_URL.'
  }
  if (code === '3D000')
    return 'PostgreSQL has no such database. Create it, or correct DATABASE_URL.'
  if (code === '42501') {
    return 'The user of DATABASE_URL may not create or change tables. Grant it the rights on its schema.'
  }
  if (code === '25006') {
    return 'PostgreSQL is read-only there. Point DATABASE_URL at the primary server.'
  }
  if (code === '53100')
    return 'The disk of PostgreSQL is full. Make room; nothing that was taken is lost.'
  if (PASSING_STATES.test(code) || PASSING_NETWORK.test(code) || PASSING_WORDS.test(message)) {
    return "PostgreSQL can't be reached. Check that it runs and that DATABASE_URL is right."
  }
  return undefined
}

/** The error with its advice as a UserError ("store"), or as it was. */
export function withAdvice(error: unknown): unknown {
  if (error instanceof UserError) return error
  const advice = storeAdvice(error)
  return advice === undefined ? error : new UserError('store', advice, { cause: error })
}

function partsOf(error: unknown): { code: string; errcode?: number; message: string } {
  if (typeof error !== 'object' || error === null) return { code: '', message: String(error) }
  const { code, errcode, message } = error as Record<string, unknown>
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : '',
    ...(typeof errcode === 'number' ? { errcode } : {}),
  }
}
