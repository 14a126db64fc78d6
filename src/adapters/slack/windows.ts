// Windows and the home of one person: what is asked in them is answered in them, and nowhere else.
import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Core, Glance, Reply } from '#magnets'
import { PLATFORM } from './address.ts'
import { formView } from './form-view.ts'
import type { Log } from './log.ts'
import { pressOf } from './lower-actions.ts'
import type { SurfaceEvent, ViewActions, ViewSubmission } from './payloads.ts'
import { formValues } from './receive-interaction.ts'
import { askerOf } from './receive-message.ts'
import { homeView, replyView } from './render-view.ts'
import { withTimeLimit } from './time-limit.ts'

/** Name of the shortcut that asks for a question, in the menu of all of Slack. */
export const ASK_SHORTCUT = 'ask'

/** What a form of a window says of where it came from: no place. */
const windowOrigin = z.object({ window: z.literal(true) })
export type WindowOrigin = z.infer<typeof windowOrigin>
const ORIGIN: WindowOrigin = { window: true }

/** The calls that show something to one person. They reject where Slack refuses. */
export interface ViewCalls {
  open(triggerId: string, view: types.ModalView): Promise<void>
  update(viewId: string, view: types.ModalView): Promise<void>
  publish(userId: string, view: types.HomeView, team: string | undefined): Promise<void>
}

/** Slack waits three seconds for a window; the rest of them is for the way there. */
const GLANCE_LIMIT_MS = 2000
/** Nobody waits longer for a home before they look elsewhere. */
const HOME_LIMIT_MS = 5000

export interface WindowsOptions {
  readonly core: Core
  readonly views: ViewCalls
  readonly log: Log
}

export interface Windows {
  /** A button in a window or at home. */
  press(body: ViewActions): Promise<void>
  /** Opens the form of an action that was chosen in no place. */
  ask(triggerId: string, action: string): Promise<void>
  /** The acknowledgement of a form of ours in a window, with the answer; undefined for any other. */
  submit(
    body: ViewSubmission,
  ): Promise<{ response_action: 'update'; view: types.ModalView } | undefined>
  home(
    event: Extract<SurfaceEvent['event'], { type: 'app_home_opened' }>,
    team?: string,
  ): Promise<void>
}

export function createWindows({ core, views, log }: WindowsOptions): Windows {
  async function ask(triggerId: string, action: string): Promise<void> {
    const form = core.open(action, '')
    if (form !== undefined) await views.open(triggerId, formView(form, ORIGIN))
  }

  const glance = (asked: Glance): Promise<Reply> =>
    withTimeLimit(core.glance(asked), GLANCE_LIMIT_MS, 'an answer in a window')

  return {
    ask,
    async press(body) {
      const [pressed] = body.actions
      if (pressed === undefined) return
      const { action, value } = pressOf(pressed)
      const form = core.open(action, value)
      const asked = { kind: 'action', action, value } as const
      const view =
        form === undefined ? replyView(await glance(glanceAt(body, asked))) : formView(form, ORIGIN)
      if (body.view.type === 'home') await views.open(body.trigger_id, view)
      else await views.update(body.container.view_id, view)
    },
    async submit(body) {
      if (!isWindow(body.view.private_metadata)) return undefined
      const asked = { kind: 'form', form: body.view.callback_id, values: formValues(body) } as const
      const reply = await glance(glanceAt({ ...body, trigger_id: body.view.id }, asked))
      return { response_action: 'update', view: replyView(reply) }
    },
    async home({ user, tab }, team) {
      // Slack tells of the other tabs by the same event.
      if (tab != null && tab !== 'home') return
      const shown = core.home(askerOf(user, team))
      const view = homeView(await withTimeLimit(shown, HOME_LIMIT_MS, 'a home'))
      await views.publish(user, view, team)
      log.info({ team }, 'a home was shown')
    },
  }
}

function glanceAt(
  body: Pick<ViewActions, 'team' | 'user' | 'trigger_id'>,
  asked: Glance['asked'],
): Glance {
  const team = body.team?.id || body.user.team_id || undefined
  const key = [PLATFORM, team ?? '-', 'window', body.trigger_id].join(':')
  return { asker: askerOf(body.user.id, team, body.user.team_id), key, asked }
}

function isWindow(metadata: string): boolean {
  try {
    return windowOrigin.safeParse(JSON.parse(metadata)).success
  } catch {
    return false
  }
}
