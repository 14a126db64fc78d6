// What a message is now: still wanted as it was worded, and whether something may stand for it.
import type { Incoming } from '#magnets'
import type { Loaded } from '../store/load.ts'
import type { Job } from './lanes.ts'

/** False for a wording that was changed, or a message that was deleted or forgotten, meanwhile. */
export function isLatest(incoming: Incoming, message: Loaded['message']): boolean {
  if (incoming.kind !== 'message' && incoming.kind !== 'edit') return true
  return message !== undefined && !message.deleted && message.latest === incoming.key
}

/** Whether something may stand of which nobody has told us. */
export function isDoubtful(job: Job, incoming: Incoming, { message }: Loaded): boolean {
  return job.recovered || (incoming.kind === 'edit' && message?.reply === undefined)
}
