// What every payload passes on its way in, over either connection; the result acknowledges it.
//
// Nothing is acknowledged before the house has it. Where accepting takes longer than Slack waits,
// it goes on, but Slack gets no acknowledgement: an event comes again and is then known, and a
// person sees Slack's own error under a command or button and gets the answer all the same.
import type { types } from '@slack/bolt'
import { type Core, type Incoming, PlatformError } from '#magnets'
import { formView, selectOptions } from './form-view.ts'
import type { Log } from './log.ts'
import { blockActions, blockSuggestion, slashCommand } from './payloads.ts'
import { receive } from './receive.ts'
import { commandIncoming, type FormOrigin, receiveAction } from './receive-interaction.ts'
import type { Self } from './receive-message.ts'

export interface GateOptions {
  readonly core: Core
  /** Known once we are logged in. */
  readonly self: () => Self
  readonly openView: (triggerId: string, view: types.ModalView) => Promise<void>
  readonly now: () => number
  readonly log: Log
  /** How long an event may wait for `accept` and still be acknowledged. Default: 2,500. */
  readonly patienceMs?: number
}

/** The body of the acknowledgement; undefined for an empty one. */
export type Acknowledgement = { readonly options: readonly types.PlainTextOption[] } | undefined

/** Rejects where an event was not accepted, or not in time: then it must not be acknowledged. */
export type Gate = (body: unknown) => Promise<Acknowledgement>

/** Slack stops listening after three seconds; half a second is for the way back. */
export const PATIENCE_MS = 2500

/** What answers a bare command where no form can be shown. */
const FALLBACK_COMMAND = 'help'

export function createGate(options: GateOptions): Gate {
  const { core, now, log } = options

  async function show({ triggerId, view, otherwise }: Opening): Promise<void> {
    try {
      await options.openView(triggerId, view)
    } catch (error) {
      log.warn({ err: error }, 'a form could not be opened; the event is handled without')
      if (otherwise !== undefined) await core.accept(otherwise)
    }
  }

  async function accept(body: unknown): Promise<void> {
    const context = { self: options.self(), commands: core.commands, choices: core.choices }
    const incoming = receive(body, { ...context, now: now() }) ?? bareCommand(body, core, now())
    if (incoming !== undefined) await core.accept(incoming)
  }

  return async body => {
    const suggestion = blockSuggestion.safeParse(body).data
    if (suggestion !== undefined) {
      const form = suggestion.view?.callback_id ?? ''
      return { options: selectOptions(core.complete(form, suggestion.block_id, suggestion.value)) }
    }
    const opening = findOpening(body, core, now())
    const work = opening === undefined ? accept(body) : show(opening)
    await inTime(work, options.patienceMs ?? PATIENCE_MS, log)
    return undefined
  }
}

interface Opening {
  readonly triggerId: string
  readonly view: types.ModalView
  /** What to hand over where the form can't be shown. */
  readonly otherwise: Incoming | undefined
}

/** A bare command, or a button whose action opens a form. */
function findOpening(body: unknown, core: Core, now: number): Opening | undefined {
  const slash = slashCommand.safeParse(body).data
  if (slash !== undefined) {
    if (slash.text.trim() !== '') return undefined
    const form = core.open('command', '')
    if (form === undefined) return undefined
    const otherwise = bareCommand(body, core, now)
    const url = { url: slash.response_url, from: 'command' as const }
    const origin = { ...originOf(otherwise, slash.channel_id, now), ...url }
    return { triggerId: slash.trigger_id, view: formView(form, origin), otherwise }
  }
  const pressed = blockActions.safeParse(body).data
  if (pressed === undefined) return undefined
  const action = receiveAction(pressed, now)
  if (action === undefined) return undefined
  const form = core.open(action.action, action.value)
  if (form === undefined) return undefined
  const { token } = action.address
  const url = token === undefined ? {} : { url: token, from: 'action' as const }
  const origin = { ...originOf(action, action.place.channel, now), ...url }
  return { triggerId: pressed.trigger_id, view: formView(form, origin), otherwise: action }
}

function originOf(incoming: Incoming | undefined, channel: string, at: number): FormOrigin {
  const place = incoming?.place
  const types = { direct: 'im', private: 'group', public: 'channel' } as const
  return {
    channel,
    from: 'command',
    at,
    ...(place === undefined ? {} : { channelType: types[place.visibility] }),
    ...(place?.thread === undefined ? {} : { thread: place.thread }),
  }
}

function bareCommand(body: unknown, core: Core, now: number): Incoming | undefined {
  const slash = slashCommand.safeParse(body).data
  const help = core.commands.find(({ name }) => name === FALLBACK_COMMAND)
  if (slash === undefined || help === undefined) return undefined
  return commandIncoming(slash, { name: help.name, options: {} }, now)
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
