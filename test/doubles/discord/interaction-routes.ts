// Routes of interactions: the first answer, and what follows by the interaction's token.
import {
  type Answer,
  badForm,
  changed,
  EPHEMERAL,
  formProblems,
  type Ground,
  NOTHING,
  ok,
  type Route,
  refusal,
} from './answers.ts'
import { messageProblems, modalProblems, suggestionProblems } from './message-limits.ts'
import { type Body, IDS, messageJson, type StoredInteraction } from './world.ts'

export function interactionRoutes(ground: Ground): Route[] {
  const { world, violations } = ground
  const response = /^\/webhooks\/(\d+)\/([^/]+)\/messages\/(@original|\d+)$/
  const inHand = (token: string): StoredInteraction | Answer => {
    const interaction = world.interactions.get(token)
    if (interaction?.callback === undefined) return refusal(404, 10015, 'Unknown Webhook')
    if (interaction.expired) return refusal(401, 50027, 'Invalid Webhook Token')
    return interaction
  }
  const target = (interaction: StoredInteraction, id: string) =>
    (id === '@original' ? interaction.original : id) ?? ''
  return [
    [
      'POST',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      ([, token = ''], body) => {
        const interaction = world.interactions.get(token)
        if (interaction === undefined || interaction.late) {
          return refusal(404, 10062, 'Unknown interaction')
        }
        if (interaction.callback) return refusal(400, 40060, 'Already acknowledged')
        const problems = callbackProblems(body)
        if (problems.length > 0) return badForm(violations, problems)
        const data = isBody(body.data) ? body.data : {}
        interaction.callback = { type: Number(body.type), data }
        if (body.type === 4 || body.type === 5) {
          const ephemeral = (Number(data.flags ?? 0) & EPHEMERAL) !== 0
          const loading = body.type === 5
          const { channel } = interaction
          const message = { channel, author: IDS.bot, ephemeral, loading, body: data }
          interaction.original = world.addMessage(message).id
        }
        if (body.type === 6 && interaction.onMessage) interaction.original = interaction.onMessage
        ground.answered(interaction)
        return NOTHING
      },
    ],
    [
      'PATCH',
      response,
      ([, token = '', id = ''], body) => {
        const interaction = inHand(token)
        if ('status' in interaction) return interaction
        return changed(ground, target(interaction, id), body)
      },
    ],
    [
      'DELETE',
      response,
      ([, token = '', id = '']) => {
        const interaction = inHand(token)
        if ('status' in interaction) return interaction
        const gone = world.messages.delete(target(interaction, id))
        return gone ? NOTHING : refusal(404, 10008, 'Unknown Message')
      },
    ],
    [
      'POST',
      /^\/webhooks\/(\d+)\/([^/]+)$/,
      ([, token = ''], body) => {
        const interaction = inHand(token)
        if ('status' in interaction) return interaction
        const problems = formProblems(body, violations)
        if (problems) return problems
        const ephemeral = (Number(body.flags ?? 0) & EPHEMERAL) !== 0
        const { channel } = interaction
        const message = { channel, author: IDS.bot, ephemeral, loading: false, body }
        return ok(messageJson(world.addMessage(message)))
      },
    ],
  ]
}

function callbackProblems(body: Body): string[] {
  if (body.type === 4) return messageProblems(body.data)
  if (body.type === 8) return suggestionProblems(body.data)
  return body.type === 9 ? modalProblems(body.data) : []
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null
}
