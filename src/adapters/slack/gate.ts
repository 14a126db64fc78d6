// What every payload passes on its way in, over either connection; its result is the acknowledgement.
import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Accepted, Core, Incoming } from '#magnets'
import { formView, selectOptions } from './form-view.ts'
import type { Log } from './log.ts'
import { blockActions, blockSuggestion, slashCommand } from './payloads.ts'
import { receive } from './receive.ts'
import { commandIncoming, type FormOrigin, receiveAction } from './receive-interaction.ts'
import type { Self } from './receive-message.ts'
import { createRepeatKeys } from './repeat-keys.ts'

export interface GateOptions {
  readonly core: Core
  /** Known once we are logged in. */
  readonly self: () => Self
  readonly openView: (triggerId: string, view: types.ModalView) => Promise<void>
  readonly now: () => number
  readonly log: Log
  /** How long an event may wait for `accept` before it is acknowledged without. */
  readonly patienceMs?: number
}

/** The body of the acknowledgement; undefined for an empty one. */
export type Acknowledgement = { readonly options: readonly types.PlainTextOption[] } | undefined

/** Rejects where an event could not be accepted: then it must not be acknowledged. */
export type Gate = (body: unknown) => Promise<Acknowledgement>

/** Slack stops listening after three seconds; half a second is for the way back. */
export const PATIENCE_MS = 2500

/** What answers a bare command where no form can be shown. */
const FALLBACK_COMMAND = 'help'

export function createGate(options: GateOptions): Gate {
  const { core, now, log } = options
  const sameKey = createRepeatKeys()

  const accept = (incoming: Incoming): Promise<void> =>
    orPatience(core.accept(incoming), options.patienceMs ?? PATIENCE_MS, incoming.key, log)

  return async body => {
    const suggestion = blockSuggestion.safeParse(body).data
    if (suggestion !== undefined) {
      const form = suggestion.view?.callback_id ?? ''
      return { options: selectOptions(core.complete(form, suggestion.block_id, suggestion.value)) }
    }
    const opening = findOpening(body, core, now())
    if (opening !== undefined) {
      // A form waits for nobody and nothing is lost with it, so it is opened beside the
      // acknowledgement: its trigger dies as early as Slack's patience does.
      void options
        .openView(opening.triggerId, opening.view)
        .catch(async (error: unknown) => {
          log.warn({ err: error }, 'a form could not be opened; the event is handled without')
          if (opening.otherwise !== undefined) await core.accept(opening.otherwise)
        })
        .catch((error: unknown) => log.error({ err: error }, 'an event was lost with its form'))
      return undefined
    }
    const context = { self: options.self(), commands: core.commands, choices: core.choices }
    const incoming = receive(body, { ...context, now: now() }) ?? bareCommand(body, core, now())
    if (incoming !== undefined) await accept(sameKey(incoming, clientMessageId(body)))
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

/**
 * Waits for `accept`, but not longer than Slack does: an event that is acknowledged too late comes
 * again, and a person sees an error for a command that was taken.
 */
async function orPatience(
  accepted: Promise<Accepted>,
  patienceMs: number,
  key: string,
  log: Log,
): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), patienceMs)
  try {
    if ((await Promise.race([accepted, over])) !== 'late') return
    log.warn({ key, patienceMs }, 'accepting takes long; the event is acknowledged before')
    accepted.catch((error: unknown) =>
      log.error({ key, err: error }, 'an acknowledged event is lost'),
    )
  } finally {
    clearTimeout(timer)
  }
}

const withClientId = z.object({ event: z.object({ client_msg_id: z.string().min(1) }) })

const clientMessageId = (body: unknown): string | undefined =>
  withClientId.safeParse(body).data?.event.client_msg_id
