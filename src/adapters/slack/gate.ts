// What every payload passes on its way in, over either connection; the result acknowledges it.
//
// Nothing is acknowledged before the house has it. Where accepting takes longer than Slack waits,
// it goes on, but Slack gets no acknowledgement: an event comes again and is then known, and a
// person sees Slack's own error under a command or button and gets the answer all the same.
import type { types } from '@slack/bolt'
import { type Core, PlatformError } from '#magnets'
import { reachedBy } from './address.ts'
import type { Assistant } from './assistant.ts'
import { createChannelTypes } from './channel-types.ts'
import type { Counter, Counters } from './counters.ts'
import { selectOptions } from './form-view.ts'
import type { Log } from './log.ts'
import { bareCommand, findOpening, type Opening } from './openings.ts'
import {
  blockSuggestion,
  globalShortcut,
  goneEvent,
  surfaceEvent,
  viewActions,
  viewSubmission,
} from './payloads.ts'
import { receive } from './receive.ts'
import { ASK_SHORTCUT } from './windows.ts'

export interface GateOptions {
  readonly core: Core
  /** Whose payload it is, and how to act there. */
  readonly counters: Counters
  readonly assistant: Pick<Assistant, 'greet' | 'show'>
  readonly now: () => number
  readonly log: Log
  /** How long an event may wait for `accept` and still be acknowledged. Default: 2,500. */
  readonly patienceMs?: number
}

/** The body of the acknowledgement; undefined for an empty one. */
export type Acknowledgement =
  | { readonly options: readonly types.PlainTextOption[] }
  | { readonly response_action: 'update'; readonly view: types.ModalView }
  | undefined

/** Rejects where an event was not accepted, or not in time: then it must not be acknowledged. */
export type Gate = (body: unknown) => Promise<Acknowledgement>

/** Slack stops listening after three seconds; half a second is for the way back. */
export const PATIENCE_MS = 2500

export function createGate(options: GateOptions): Gate {
  const { core, now, log, counters, assistant } = options
  const channelTypes = createChannelTypes()

  async function show({ views }: Counter, { triggerId, view, otherwise }: Opening): Promise<void> {
    try {
      await views.open(triggerId, view)
    } catch (error) {
      log.warn({ err: error }, 'a form could not be opened; the event is handled without')
      if (otherwise !== undefined) await core.accept(otherwise)
    }
  }

  async function accept({ self, client, install }: Counter, body: unknown): Promise<void> {
    const { commands, choices, hears } = core
    const context = { self, commands, choices, hears, channelTypes }
    const read = receive(body, { ...context, now: now() }) ?? bareCommand(body, core, now())
    if (read === undefined) return
    const incoming = reachedBy(read, install)
    if ((await core.accept(incoming)) === 'taken') aside(assistant.show(client, incoming))
  }

  /** What shows something to one person and keeps nothing; undefined for all else. */
  function surface({ windows, client }: Counter, body: unknown): Promise<void> | undefined {
    const { data } = surfaceEvent.safeParse(body)
    if (data !== undefined) {
      const { event, team_id } = data
      if (event.type === 'assistant_thread_started') return assistant.greet(client, event)
      // Answers rest on the base, never on what somebody looks at beside the pane.
      if (event.type === 'assistant_thread_context_changed') return Promise.resolve()
      return windows.home(event, team_id || undefined)
    }
    const pressed = viewActions.safeParse(body).data
    if (pressed !== undefined) return windows.press(pressed)
    const shortcut = globalShortcut.safeParse(body).data
    if (shortcut?.callback_id !== ASK_SHORTCUT) return undefined
    return windows.ask(shortcut.trigger_id, ASK_SHORTCUT)
  }

  /** Acknowledged whatever becomes of it: Slack would only show an error of its own beside. */
  function aside(work: Promise<void>): void {
    work.catch((error: unknown) => log.warn({ err: error }, 'something was not shown to a person'))
  }

  return async body => {
    const suggestion = blockSuggestion.safeParse(body).data
    if (suggestion !== undefined) {
      const form = suggestion.view?.callback_id ?? ''
      return { options: selectOptions(core.complete(form, suggestion.block_id, suggestion.value)) }
    }
    if (goneEvent.safeParse(body).success) {
      await counters.remove(body)
      return undefined
    }
    const counter = await counters.of(body)
    // Where the app isn't installed any more nobody waits for an answer.
    if (counter === undefined) return undefined
    const shown = surface(counter, body)
    if (shown !== undefined) {
      aside(shown)
      return undefined
    }
    const submission = viewSubmission.safeParse(body).data
    const answered = submission && (await counter.windows.submit(submission))
    if (answered !== undefined) return answered
    const opening = findOpening(body, core, now(), counter.install)
    const work = opening === undefined ? accept(counter, body) : show(counter, opening)
    await inTime(work, options.patienceMs ?? PATIENCE_MS, log)
    return undefined
  }
}

/** Rejects where the work fails or isn't done in time; what becomes of it then is in the log. */
async function inTime(work: Promise<void>, patienceMs: number, log: Log): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), patienceMs)
  try {
    if ((await Promise.race([work, over])) !== 'late') return
  } finally {
    clearTimeout(timer)
  }
  work.then(
    () => log.info({ patienceMs }, 'an event was accepted after it was given up'),
    (error: unknown) => log.error({ err: error }, 'an event that was given up was not accepted'),
  )
  throw new PlatformError('unavailable', `an event was not accepted within ${patienceMs} ms`)
}
