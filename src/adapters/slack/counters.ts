// Where payloads are dealt with: the windows, the client and the identity of the installation that they belong to.
import type { webApi } from '@slack/bolt'
import type { Core } from '#magnets'
import type { Desks } from './desks.ts'
import type { Log } from './log.ts'
import type { Self } from './receive-message.ts'
import { createWindows, type ViewCalls, type Windows } from './windows.ts'

export interface Counter {
  /** Undefined where one token serves all. */
  readonly install: string | undefined
  readonly client: webApi.WebClient
  readonly self: Self
  readonly views: ViewCalls
  readonly windows: Windows
}

export interface Counters {
  /** Undefined where the app isn't installed. */
  of(body: unknown): Promise<Counter | undefined>
  /** The installation that a payload belongs to is gone. */
  remove(body: unknown): Promise<void>
}

export interface CountersOptions {
  readonly core: Core
  readonly desks: Desks
  readonly log: Log
}

export function createCounters({ core, desks, log }: CountersOptions): Counters {
  return {
    async of(body) {
      const install = desks.keyOf(body)
      const desk = await desks.of(install)
      if (desk === undefined) return undefined
      const { client, self } = desk
      const views = viewCalls(client)
      return { install, client, self, views, windows: createWindows({ core, views, log }) }
    },
    async remove(body) {
      await desks.remove(desks.keyOf(body))
      log.info({}, 'Slack: the app was removed from a workspace')
    },
  }
}

function viewCalls(client: webApi.WebClient): ViewCalls {
  return {
    async open(trigger_id, view) {
      await client.views.open({ trigger_id, view })
    },
    async update(view_id, view) {
      await client.views.update({ view_id, view })
    },
    async publish(user_id, view) {
      await client.views.publish({ user_id, view })
    },
  }
}
