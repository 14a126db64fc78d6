// Remembers which channels are threads, and of which channel, from what the gateway tells.
import { threadPayload, threadsPayload } from './payloads.ts'

/** Gateway events that tell of threads. */
export const THREAD_EVENTS = [
  'GUILD_CREATE',
  'THREAD_LIST_SYNC',
  'THREAD_CREATE',
  'THREAD_UPDATE',
  'THREAD_DELETE',
] as const

export interface ThreadBook {
  note(event: string, data: unknown): void
  parentOf(channel: string): string | undefined
}

/** Holds open threads only: an archived one is told of again before anybody speaks in it. */
export function createThreadBook(): ThreadBook {
  const parents = new Map<string, string>()
  const noteOne = (data: unknown, gone: boolean): void => {
    const thread = threadPayload.safeParse(data).data
    if (thread === undefined) return
    const closed = gone || thread.thread_metadata?.archived === true
    if (closed) parents.delete(thread.id)
    else if (typeof thread.parent_id === 'string') parents.set(thread.id, thread.parent_id)
  }
  return {
    note(event, data) {
      if (event === 'GUILD_CREATE' || event === 'THREAD_LIST_SYNC') {
        for (const thread of threadsPayload.safeParse(data).data?.threads ?? []) {
          noteOne(thread, false)
        }
      } else noteOne(data, event === 'THREAD_DELETE')
    },
    parentOf: channel => parents.get(channel),
  }
}
