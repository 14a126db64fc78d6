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
import { bornAt } from './snowflake.ts'
import { type Body, IDS, messageJson, type StoredInteraction } from './world.ts'

const FIRST_ANSWER_MS = 3000
const FOLLOW_UPS_ON_VISIT = 5
const TOKEN_LIFE_MS = 15 * 60_000

export interface InteractionGround extends Ground {
  /** True where interactions die by the clock. */
  readonly mortal?: boolean
}

export function interactionRoutes(ground: InteractionGround): Route[] {
  const { world, violations, mortal } = ground
  const older = ({ id }: StoredInteraction, ms: number) =>
    mortal === true && world.now() - bornAt(id) > ms
  const response = /^\/webhooks\/(\d+)\/([^/]+)\/messages\/(@original|\d+)$/
  const inHand = (token: string): StoredInteraction | Answer => {
    const interaction = world.interactions.get(token)
    if (interaction?.callback === undefined) return refusal(404, 10015, 'Unknown Webhook')
    if (interaction.expired || older(interaction, TOKEN_LIFE_MS)) {
      return refusal(401, 50027, 'Invalid Webhook Token')
    }
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
        const unknown = interaction === undefined || interaction.late === true
        if (unknown || older(interaction, FIRST_ANSWER_MS)) {
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
          const { id } = interaction
          const common = { channel, author: IDS.bot, ephemeral, interaction: id }
          const message = { ...common, loading, body: data }
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
        // Directly after a deferral Discord takes a follow-up for the answer itself.
        const { original } = interaction
        if (original !== undefined && world.messages.get(original)?.loading) {
          return changed(ground, original, body)
        }
        if (interaction.channel === IDS.group) {
          interaction.followUps = (interaction.followUps ?? 0) + 1
          if (interaction.followUps > FOLLOW_UPS_ON_VISIT) {
            return refusal(400, 40094, 'Too many follow up messages')
          }
        }
        const ephemeral = (Number(body.flags ?? 0) & EPHEMERAL) !== 0
        const { channel, id } = interaction
        const common = { channel, author: IDS.bot, ephemeral, interaction: id }
        return ok(messageJson(world.addMessage({ ...common, loading: false, body })))
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
