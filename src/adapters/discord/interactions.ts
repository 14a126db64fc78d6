// Answers interactions within Discord's three seconds: suggestions and forms at once, all else after it is taken.
import { ACTIONS, type Core } from '#magnets'
import type { Api } from './api.ts'
import { apology } from './apology.ts'
import { CALLBACK, type Callback, sendCallback } from './callback.ts'
import { saysNothing } from './check-message.ts'
import { escapeText } from './escape-text.ts'
import { FLAGS, LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import { modalOf } from './modal.ts'
import { type InteractionPayload, interactionPayload } from './payloads.ts'
import { ignoreGone } from './platform-error.ts'
import { chosenCommand, pressedAction, receiveInteraction } from './receive-interaction.ts'
import { plainBody } from './render.ts'
import { routes } from './routes.ts'

export interface InteractionsOptions {
  readonly core: Core
  readonly api: Api
  readonly log: Log
  /** A slow `accept` is not waited for longer than this before we acknowledge. */
  readonly deferAfterMs: number
  readonly newReference: () => string
  /** Whether everybody in its server sees a channel. */
  readonly seenByAll: (channel: string) => boolean
}

export interface Interactions {
  handle(data: unknown): Promise<void>
  /** Resolves when the interaction was acknowledged, or at once where it is not in hand. */
  acknowledged(interaction: string): Promise<void>
}

export function createInteractions(options: InteractionsOptions): Interactions {
  const { core, api, log, deferAfterMs, newReference } = options
  const inHand = new Map<string, Promise<void>>()

  const callback = async (
    payload: InteractionPayload,
    type: Callback['type'],
    data?: object,
  ): Promise<void> => {
    try {
      await sendCallback(api, payload, { type, ...(data === undefined ? {} : { data }) })
    } catch (error) {
      log.warn({ err: error, interaction: payload.id }, 'Discord took no answer to an interaction')
    }
  }

  const suggest = (payload: Extract<InteractionPayload, { type: 4 }>): Promise<void> => {
    const chosen = chosenCommand(payload)
    const typed = chosen?.options.find(option => option.focused)
    const words = String(typed?.value ?? '')
    const found = chosen && typed ? core.complete(chosen.name, typed.name, words) : []
    const usable = found.filter(word => word !== '' && word.length <= LIMITS.choiceText)
    const choices = usable.slice(0, LIMITS.choices).map(word => ({ name: word, value: word }))
    return callback(payload, CALLBACK.suggestions, { choices })
  }

  const lost = (error: unknown, reference: string): void =>
    log.warn({ err: error, reference }, 'Discord took no word about a failure')

  /** The form that a pressed button opens, if it opens one. */
  const formOf = (payload: InteractionPayload) => {
    const pressed = payload.type === 3 ? pressedAction(payload) : undefined
    return pressed && core.open(pressed.action, pressed.value)
  }

  const take = async (payload: InteractionPayload, hand: Hand): Promise<void> => {
    const form = formOf(payload)
    if (form !== undefined) return callback(payload, CALLBACK.modal, modalOf(form))
    const incoming = receiveInteraction(payload, options.seenByAll)
    if (incoming === undefined || saysNothing(payload)) {
      const words = incoming === undefined ? UNKNOWN : NO_WORDS
      return callback(payload, CALLBACK.message, privately(plainBody(escapeText(words))))
    }
    // What is shared goes to the channel as a message of its own; the pressed button just comes up.
    // So it does where the button's own message is what changes.
    const { inPlace, seenBy } = incoming.address.ids
    const shares = incoming.kind === 'action' && incoming.action === ACTIONS.share
    const silent = shares || inPlace !== undefined
    hand.silent = silent
    const defer = async (): Promise<void> => {
      if (silent) await callback(payload, CALLBACK.deferUpdate)
      else await callback(payload, CALLBACK.deferMessage, seenBy === 'asker' ? privately({}) : {})
      hand.acknowledge()
    }
    const acknowledge = (): Promise<void> => {
      hand.deferring ??= defer()
      return hand.deferring
    }
    // While the store is out `accept` stays pending. Discord would call the interaction failed after
    // three seconds and take no answer any more; so here alone we acknowledge what isn't committed,
    // and it is lost where the process dies before it is.
    const timer = setTimeout(acknowledge, deferAfterMs)
    const accepted = await core.accept(incoming).finally(() => clearTimeout(timer))
    await acknowledge()
    // Nothing will be posted: an empty "thinking" would stand there until the token dies.
    if (accepted === 'ignored' && !silent) {
      const response = routes.response(payload.application_id, payload.token)
      await api.call('DELETE', response).catch(ignoreGone)
    }
  }

  const apologise = async (payload: InteractionPayload, hand: Hand, reference: string) => {
    const words = privately(apology(reference))
    if (hand.deferring === undefined) return callback(payload, CALLBACK.message, words)
    await hand.deferring
    const { application_id, token } = payload
    // Beside the pressed button where that is all that was acknowledged.
    await (hand.silent
      ? api.call('POST', routes.followUps(application_id, token), { body: words })
      : api.call('PATCH', routes.response(application_id, token), { body: apology(reference) }))
  }

  return {
    async handle(data) {
      const parsed = interactionPayload.safeParse(data)
      if (!parsed.success) {
        const keys = parsed.error.issues.map(issue => issue.path.join('.'))
        return log.warn({ keys }, 'an interaction could not be read')
      }
      const payload = parsed.data
      // While shards change hands within this process, both connections tell of it.
      if (inHand.has(payload.id)) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const hand: Hand = { acknowledge: resolve }
      inHand.set(payload.id, promise)
      try {
        await (payload.type === 4 ? suggest(payload) : take(payload, hand))
      } catch (error) {
        const reference = newReference()
        log.error({ err: error, reference, interaction: payload.id }, 'an interaction failed')
        if (payload.type === 4) await callback(payload, CALLBACK.suggestions, { choices: [] })
        else await apologise(payload, hand, reference).catch(again => lost(again, reference))
      } finally {
        inHand.delete(payload.id)
        resolve()
      }
    },
    acknowledged: async interaction => inHand.get(interaction),
  }
}

/** How far an interaction has come. */
interface Hand {
  readonly acknowledge: () => void
  silent?: boolean
  deferring?: Promise<void>
}

const UNKNOWN = 'This is no longer known here. Type /magnets to see what is.'
const NO_WORDS = 'There are no words in that message that I could check.'

function privately<T extends { readonly flags?: number }>(body: T): T & { flags: number } {
  return { ...body, flags: (body.flags ?? 0) | FLAGS.ephemeral }
}
