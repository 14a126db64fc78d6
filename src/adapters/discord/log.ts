// The little that the adapter wants of a log.

type Write = (details: Readonly<Record<string, unknown>>, message: string) => void

export interface Log {
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}
