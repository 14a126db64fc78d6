// Where payloads are dealt with: the windows, the pane and the identity of the installation that they belong to.
import type { webApi } from '@slack/bolt'
import type { Core } from '#magnets'
import { type Assistant, createAssistant } from './assistant.ts'
import type { Desks } from './desks.ts'
import type { Log } from './log.ts'
import type { Self } from './receive-message.ts'
import { createWindows, type ViewCalls, type Windows } from './windows.ts'

export interface Counter {
  /** Undefined where one token serves all. */
  readonly install: string | undefined
  readonly self: Self
  readonly views: ViewCalls
  readonly windows: Windows
  readonly assistant: Assistant
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
  // The pane remembers which threads have no title yet, so that a client keeps its own.
  const panes = new WeakMap<webApi.WebClient, Assistant>()

  return {
    async of(body) {
      const install = desks.keyOf(body)
      const desk = await desks.of(install)
      if (desk === undefined) return undefined
      const { client, self } = desk
      const assistant = panes.get(client) ?? createAssistant({ client, core, log })
      panes.set(client, assistant)
      const views = viewCalls(client)
      return { install, self, views, assistant, windows: createWindows({ core, views, log }) }
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
