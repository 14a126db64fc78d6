// What we read of Discord's gateway payloads; everything else in them is left alone.
import { z } from 'zod'

const id = z.string().regex(/^\d{1,20}$/)

const user = z.object({ id, bot: z.boolean().optional() })

/** A message as it is created, edited or referred to. */
export const messagePayload = z.object({
  id,
  channel_id: id,
  guild_id: id.optional(),
  type: z.number().int(),
  author: user,
  webhook_id: id.optional(),
  content: z.string(),
  timestamp: z.iso.datetime({ offset: true }),
  edited_timestamp: z.iso.datetime({ offset: true }).nullish(),
  mentions: z.array(user).default([]),
  mention_roles: z.array(id).default([]),
  mention_everyone: z.boolean().default(false),
  referenced_message: z
    .object({ author: user, content: z.string().default(''), webhook_id: id.optional() })
    .nullish(),
})
export type MessagePayload = z.infer<typeof messagePayload>

export const deletePayload = z.object({ id, channel_id: id, guild_id: id.optional() })

export const bulkDeletePayload = z.object({
  ids: z.array(id),
  channel_id: id,
  guild_id: id.optional(),
})

export const threadPayload = z.object({
  id,
  type: z.number().int(),
  parent_id: id.nullish(),
  thread_metadata: z.object({ archived: z.boolean().optional() }).optional(),
})

export const threadsPayload = z.object({ threads: z.array(z.unknown()).default([]) })

/** What a role or a person may do in a channel beyond the server's rules: bits as decimals. */
const overwrite = z.object({ id, allow: z.string(), deny: z.string() })
export type Overwrite = z.infer<typeof overwrite>

export const channelPayload = z.object({
  id,
  guild_id: id.optional(),
  permission_overwrites: z.array(overwrite).default([]),
})

/** Of anything that has an id. */
export const namedPayload = z.object({ id })

const role = z.object({ id, permissions: z.string() })

export const rolePayload = z.object({ guild_id: id, role })

export const guildPayload = z.object({
  id,
  roles: z.array(role).default([]),
  channels: z.array(z.unknown()).default([]),
})

export const readyPayload = z.object({
  user: z.object({ id }),
  application: z.object({ id }),
})

const optionValue = z.union([z.string(), z.number(), z.boolean()])

const option = z.object({
  name: z.string(),
  type: z.number().int(),
  value: optionValue.optional(),
  focused: z.boolean().optional(),
})

const subcommand = option.extend({ options: z.array(option).default([]) })

const field = z.object({
  custom_id: z.string(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
})

/** A row of old, or a label of new, around a form's field. */
const fieldFrame = z.object({
  components: z.array(field).optional(),
  component: field.optional(),
})

const interactionCommon = {
  id,
  application_id: id,
  token: z.string().min(1),
  guild_id: id.optional(),
  channel_id: id.optional(),
  channel: z
    .object({ id, type: z.number().int(), parent_id: id.nullish() })
    .optional()
    .catch(undefined),
  user: user.optional(),
  member: z.object({ user, permissions: z.string().optional() }).optional(),
  locale: z.string().optional(),
  /** Who installed the bot, by kind: "0" a server, "1" a person for themselves. */
  authorizing_integration_owners: z.record(z.string(), z.unknown()).catch({}),
  /** Where it comes from: 0 a server, 1 a conversation with us alone, 2 one among people. */
  context: z.number().int().optional(),
}

/** Of a component what is read: a display's text, and what stands inside. */
const component = z.object({
  content: z.string().nullish(),
  get components() {
    return z.array(component).nullish()
  },
})
export type ComponentPayload = z.infer<typeof component>

/** What a message shows, its own or one that was forwarded in it. */
const shownMessage = z.object({
  content: z.string().default(''),
  embeds: z
    .array(z.object({ title: z.string().nullish(), description: z.string().nullish() }))
    .default([]),
  components: z.array(component).catch([]),
})

/** A message that somebody chose in its menu. */
const chosenMessage = shownMessage.extend({
  message_snapshots: z.array(z.object({ message: shownMessage })).catch([]),
})

const commandData = z.object({
  name: z.string(),
  type: z.number().int().default(1),
  options: z.array(subcommand).default([]),
  target_id: id.optional(),
  resolved: z.object({ messages: z.record(id, chosenMessage).default({}) }).optional(),
})

/** An interaction, by its type: command, component, autocomplete, form. */
export const interactionPayload = z.discriminatedUnion('type', [
  z.object({ ...interactionCommon, type: z.literal(2), data: commandData }),
  z.object({
    ...interactionCommon,
    type: z.literal(3),
    message: z.object({ flags: z.number().int().default(0) }).optional(),
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).optional() }),
  }),
  z.object({ ...interactionCommon, type: z.literal(4), data: commandData }),
  z.object({
    ...interactionCommon,
    type: z.literal(5),
    data: z.object({ custom_id: z.string(), components: z.array(fieldFrame).default([]) }),
  }),
])
export type InteractionPayload = z.infer<typeof interactionPayload>
