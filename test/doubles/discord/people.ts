// What people do on the double: write, reply, edit, delete, type a command, press a button, send a form.
import { EPHEMERAL } from './answers.ts'
import {
  type Body,
  guildOf,
  IDS,
  messageJson,
  type StoredInteraction,
  type StoredMessage,
  userJson,
  type World,
} from './world.ts'

export interface PeopleOptions {
  readonly world: World
  readonly dispatch: (type: string, data: unknown) => void
  /** Resolves with the interaction once it has its callback. */
  readonly whenAnswered: (interaction: StoredInteraction) => Promise<StoredInteraction>
}

export interface Write {
  readonly channel: string
  readonly content: string
  readonly author?: string
  readonly replyTo?: StoredMessage
  /** Fields of Discord's payload on top of the usual. */
  readonly more?: Body
}

export interface Interact {
  readonly channel?: string
  /** Decimal, as Discord sends it. */
  readonly permissions?: string
  /** Who installed the bot, by kind; nobody in particular where it is left out. */
  readonly owners?: Readonly<Record<string, string>>
  /** What is chosen, where it is a menu. */
  readonly values?: readonly string[]
  /** Marks the interaction before it is sent. */
  readonly mark?: Pick<StoredInteraction, 'late' | 'expired'>
}

export interface People {
  /** A person's message; the words arrive only where Discord lets a bot read them. */
  write(message: Write): StoredMessage
  repeat(message: StoredMessage): void
  edit(message: StoredMessage, content: string): void
  /** An update that changes no words, as when a link's preview has arrived. */
  touch(message: StoredMessage): void
  remove(message: StoredMessage): void
  command(
    name: string,
    options: Readonly<Record<string, string | boolean>>,
    how?: Interact,
  ): Interaction
  /** Chooses a command in the menu of a message. */
  choose(name: string, message: Body, how?: Interact): Interaction
  /** Types in an option; resolves with the suggestions. */
  type(name: string, option: string, words: string): Interaction
  press(customId: string, on?: StoredMessage, how?: Interact): Interaction
  sendForm(customId: string, values: Readonly<Record<string, string>>): Interaction
  /** The event of an interaction comes again. */
  again(interaction: StoredInteraction): void
}

/** What a button stands on where a test doesn't care. */
const OLD_MESSAGE = {
  channel: IDS.channel,
  author: IDS.otherBot,
  ephemeral: false,
  loading: false,
  body: { content: 'An old message.' },
}

export interface Interaction {
  readonly sent: StoredInteraction
  readonly answered: Promise<StoredInteraction>
}

export function createPeople({ world, dispatch, whenAnswered }: PeopleOptions): People {
  const payloads = new Map<string, Body>()

  const payloadOf = (message: StoredMessage, { replyTo, more = {} }: Partial<Write>): Body => {
    const content = String(message.body.content)
    const named = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? '')
    const replied = replyTo ? [replyTo.author] : []
    const mentions = [...new Set([...named, ...replied])]
    const direct = message.channel === IDS.direct
    // Without the privileged intent a bot reads only what is addressed to it.
    const readable = direct || mentions.includes(IDS.bot) || message.author === IDS.bot
    return {
      ...messageJson(message),
      content: readable ? content : '',
      mentions: mentions.map(id => userJson(id, id === IDS.bot)),
      ...(replyTo ? { type: 19, referenced_message: messageJson(replyTo) } : {}),
      ...more,
    }
  }

  const interact = (type: number, data: Body, how: Interact = {}, on?: StoredMessage) => {
    const id = world.newId()
    const channel = how.channel ?? IDS.channel
    const interaction: StoredInteraction = {
      id,
      token: `token-${id}`,
      type,
      channel,
      ...(on ? { onMessage: on.id } : {}),
      ...how.mark,
    }
    world.interactions.set(interaction.token, interaction)
    const answered = whenAnswered(interaction)
    const user = userJson(IDS.person)
    const direct = channel === IDS.direct
    const visit = channel === IDS.group
    const member = { user, permissions: how.permissions ?? '0', roles: [] }
    const thread = channel === IDS.thread ? { type: 11, parent_id: IDS.channel } : { type: 0 }
    const payload = {
      id,
      application_id: IDS.application,
      type,
      token: interaction.token,
      version: 1,
      channel_id: channel,
      channel: { id: channel, ...(direct ? { type: 1 } : visit ? { type: 3 } : thread) },
      locale: 'en-GB',
      entitlements: [],
      context: direct ? 1 : visit ? 2 : 0,
      authorizing_integration_owners:
        how.owners ?? (visit ? { 1: IDS.person } : { 0: direct ? '0' : IDS.guild }),
      ...(direct || visit ? { user } : { guild_id: IDS.guild, guild: { id: IDS.guild }, member }),
      ...(on ? { message: { ...messageJson(on), flags: flagsOf(on) } } : {}),
      data,
    }
    payloads.set(id, payload)
    dispatch('INTERACTION_CREATE', payload)
    return { sent: interaction, answered }
  }

  const flagsOf = ({ body, ephemeral }: StoredMessage): number =>
    Number(body.flags ?? 0) | (ephemeral ? EPHEMERAL : 0)

  const slash = (name: string, options: readonly Body[]) => ({
    id: '960000000000000001',
    name: 'magnets',
    type: 1,
    options: [{ type: 1, name, options }],
  })

  return {
    write(write) {
      const { channel, content, author = IDS.person } = write
      const message = world.addMessage({
        channel,
        author,
        ephemeral: false,
        loading: false,
        body: { content },
      })
      const payload = payloadOf(message, write)
      payloads.set(message.id, payload)
      dispatch('MESSAGE_CREATE', payload)
      return message
    },
    repeat: message => dispatch('MESSAGE_CREATE', payloads.get(message.id)),
    edit(message, content) {
      const changed = world.changeMessage(message.id, { content }) ?? message
      const edited_timestamp = new Date().toISOString()
      const payload = { ...payloadOf(changed, {}), edited_timestamp }
      payloads.set(message.id, payload)
      dispatch('MESSAGE_UPDATE', payload)
    },
    touch: message => dispatch('MESSAGE_UPDATE', { ...payloads.get(message.id), embeds: [{}] }),
    remove(message) {
      world.messages.delete(message.id)
      const { id, channel } = message
      dispatch('MESSAGE_DELETE', { id, channel_id: channel, ...guildOf(channel) })
    },
    command: (name, options, how) =>
      interact(
        2,
        slash(
          name,
          Object.entries(options).map(([n, value]) => ({
            type: typeof value === 'boolean' ? 5 : 3,
            name: n,
            value,
          })),
        ),
        how,
      ),
    choose(name, message, how) {
      const target_id = world.newId()
      const resolved = { messages: { [target_id]: { id: target_id, ...message } } }
      return interact(2, { id: world.newId(), name, type: 3, target_id, resolved }, how)
    },
    type: (name, option, words) =>
      interact(4, slash(name, [{ type: 3, name: option, value: words, focused: true }])),
    press(custom_id, on, how) {
      const message = on ?? world.addMessage(OLD_MESSAGE)
      return interact(
        3,
        how?.values === undefined
          ? { custom_id, component_type: 2 }
          : { custom_id, component_type: 3, values: how.values },
        { channel: message.channel, ...how },
        message,
      )
    },
    sendForm: (custom_id, values) => {
      const components = Object.entries(values).map(([id, value]) => ({
        type: 18,
        component: { type: 4, custom_id: id, value },
      }))
      return interact(5, { custom_id, components })
    },
    again: ({ id }) => dispatch('INTERACTION_CREATE', payloads.get(id)),
  }
}
