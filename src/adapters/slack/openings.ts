// What opens a form in a channel: a bare command, or a button that asks for more.
import type { types } from '@slack/bolt'
import type { Core, Incoming } from '#magnets'
import { reachedBy } from './address.ts'
import { formView } from './form-view.ts'
import { blockActions, slashCommand } from './payloads.ts'
import { commandIncoming, type FormOrigin, receiveAction } from './receive-interaction.ts'

/** What answers a bare command where no form can be shown. */
const FALLBACK_COMMAND = 'help'

export interface Opening {
  readonly triggerId: string
  readonly view: types.ModalView
  /** What to hand over where the form can't be shown. */
  readonly otherwise: Incoming | undefined
}

/** A bare command, or a button whose action opens a form; undefined for all else. */
export function findOpening(
  body: unknown,
  core: Core,
  now: number,
  install?: string,
): Opening | undefined {
  const slash = slashCommand.safeParse(body).data
  if (slash !== undefined) {
    if (slash.text.trim() !== '') return undefined
    const form = core.open('command', '')
    if (form === undefined) return undefined
    const bare = bareCommand(body, core, now)
    const otherwise = bare && reachedBy(bare, install)
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
  return {
    triggerId: pressed.trigger_id,
    view: formView(form, origin),
    otherwise: reachedBy(action, install),
  }
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

/** The command that answers a bare slash where no form can be shown. */
export function bareCommand(body: unknown, core: Core, now: number): Incoming | undefined {
  const slash = slashCommand.safeParse(body).data
  const help = core.commands.find(({ name }) => name === FALLBACK_COMMAND)
  if (slash === undefined || help === undefined) return undefined
  return commandIncoming(slash, { name: help.name, options: {} }, now)
}
