// What an editorial rule is: a name and a check over the draft that reports each breach where it stands.
import type { Draft, Place } from '../draft.ts'
import type { Path } from '../parse-yaml.ts'

/** Reports one breach; the path uses the keys of the YAML file. */
export type Report = (place: Place, path: Path, message: string) => void

export interface Rule {
  /** Stable; shown in brackets after the message. */
  readonly name: string
  check(draft: Draft, report: Report): void
}
