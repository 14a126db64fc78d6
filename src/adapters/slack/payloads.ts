// What Slack sends, as far as it concerns us; all else in a payload passes unread.
import { z } from 'zod'

/** A message's name on Slack: seconds with microseconds, unique in its channel. */
const ts = z.string().regex(/^\d+\.\d+$/)
const id = z.string().min(1)

const messageBody = z.object({
  user: id.nullish(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  subtype: z.string().nullish(),
  text: z
    .string()
    .nullish()
    .transform(text => text ?? ''),
  ts,
  thread_ts: ts.nullish(),
  parent_user_id: z.string().nullish(),
  client_msg_id: z.string().nullish(),
  /** Workspace of the person, of where they wrote, and of the message: which are told, varies. */
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
  team: z.string().nullish(),
  /** Of people whom a workspace may not know: its guests, and those of another one. */
  user_profile: z
    .object({
      team: z.string().nullish(),
      is_restricted: z.boolean().nullish(),
      is_ultra_restricted: z.boolean().nullish(),
    })
    .nullish()
    .catch(undefined),
  edited: z.object({ ts: ts.optional() }).nullish(),
})

/** A message, as itself or inside message_changed and message_deleted. */
export type SlackMessageBody = z.infer<typeof messageBody>

const earlierBody = messageBody.partial()

/** What Slack tells of how a message was before; anything may be missing. */
export type EarlierBody = z.infer<typeof earlierBody>

const inChannel = { channel: id, channel_type: z.string().nullish() }

const messageEvent = messageBody.extend({ type: z.enum(['message', 'app_mention']), ...inChannel })
const changedEvent = z.object({
  type: z.literal('message'),
  subtype: z.literal('message_changed'),
  message: messageBody,
  previous_message: earlierBody.nullish(),
  ts,
  ...inChannel,
})
const deletedEvent = z.object({
  type: z.literal('message'),
  subtype: z.literal('message_deleted'),
  deleted_ts: ts,
  previous_message: earlierBody.nullish(),
  ts,
  ...inChannel,
})

export const eventCallback = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().nullish(),
  /** Whose installation it is for: in a shared channel team_id may be the other side's. */
  authorizations: z
    .array(z.object({ team_id: z.string().nullish() }))
    .nullish()
    .catch(undefined),
  is_ext_shared_channel: z.boolean().nullish().catch(undefined),
  event: z.union([changedEvent, deletedEvent, messageEvent]),
})

/** Surfaces of one person's own: their home tab, and the pane beside a channel. */
export const surfaceEvent = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().nullish(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string().nullish() }),
    z.object({
      type: z.literal('assistant_thread_started'),
      assistant_thread: z.object({ user_id: id, channel_id: id, thread_ts: ts }),
    }),
    z.object({ type: z.literal('assistant_thread_context_changed') }),
  ]),
})

/** The app, or its tokens, were taken away. */
export const goneEvent = z.object({
  type: z.literal('event_callback'),
  event: z.union([
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      tokens: z.object({ bot: z.array(z.string()).min(1) }),
    }),
  ]),
})

export type SurfaceEvent = z.infer<typeof surfaceEvent>

export type EventCallback = z.infer<typeof eventCallback>
export type ChangedEvent = z.infer<typeof changedEvent>

export const slashCommand = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: z.string().nullish(),
  channel_id: id,
  channel_name: z.string().default(''),
  user_id: id,
  trigger_id: id,
  response_url: z.url(),
})

export type SlashCommand = z.infer<typeof slashCommand>

const person = z.object({ id, team_id: z.string().nullish() })
const team = z.object({ id: z.string() }).nullish()

export const blockActions = z.object({
  type: z.literal('block_actions'),
  team,
  user: person,
  trigger_id: id,
  response_url: z.url().nullish(),
  channel: z.object({ id, name: z.string().nullish() }).nullish(),
  container: z.object({
    type: z.string().nullish(),
    view_id: z.string().nullish(),
    is_ephemeral: z.boolean().nullish(),
    message_ts: z.string().nullish(),
    thread_ts: z.string().nullish(),
  }),
  message: z.object({ thread_ts: z.string().nullish() }).nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().nullish(),
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
})

export type BlockActions = z.infer<typeof blockActions>

/** A window or a home in which something was pressed. */
export const viewActions = z.object({
  type: z.literal('block_actions'),
  team,
  user: person,
  trigger_id: id,
  container: z.object({ type: z.literal('view'), view_id: id }),
  view: z.object({ type: z.enum(['home', 'modal']) }),
  actions: blockActions.shape.actions,
})

export type ViewActions = z.infer<typeof viewActions>

/** Chosen in the menu of a message. */
export const messageAction = z.object({
  type: z.literal('message_action'),
  callback_id: id,
  trigger_id: id,
  response_url: z.url(),
  team,
  user: person,
  channel: z.object({ id, name: z.string().nullish() }),
  message: z.object({
    text: z
      .string()
      .nullish()
      .transform(text => text ?? ''),
    thread_ts: ts.nullish(),
  }),
})

export type MessageAction = z.infer<typeof messageAction>

/** Chosen in the menu of all of Slack, in no place. */
export const globalShortcut = z.object({
  type: z.literal('shortcut'),
  callback_id: id,
  trigger_id: id,
  team,
  user: person,
})

const viewState = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
)

export const viewSubmission = z.object({
  type: z.literal('view_submission'),
  team,
  user: person,
  view: z.object({
    id,
    callback_id: id,
    private_metadata: z.string().default(''),
    state: z.object({ values: viewState }),
  }),
})

export type ViewSubmission = z.infer<typeof viewSubmission>

export const blockSuggestion = z.object({
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  block_id: z.string(),
  value: z.string().default(''),
  view: z.object({ callback_id: z.string() }).nullish(),
})
