// The table of limits agrees with what Discord publishes.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { LIMITS } from '../../../src/adapters/discord/limits.ts'
import { sharedPath } from '../../shared-material.ts'

const file = sharedPath('platform/discord_openapi.json')

const property = z.looseObject({
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
})
const published = z.object({
  components: z.object({
    schemas: z.record(
      z.string(),
      z.looseObject({ properties: z.record(z.string(), property).optional() }),
    ),
  }),
})

describe('the limits of Discord', () => {
  it.skipIf(file === undefined)('are those of its published description, or stricter', () => {
    const { schemas } = published.parse(JSON.parse(readFileSync(file ?? '', 'utf8'))).components
    const limit = (schema: string, name: string): number | undefined => {
      const found = schemas[schema]?.properties?.[name]
      return found?.maxLength ?? found?.maxItems
    }
    expect(limit('IncomingWebhookUpdateRequestPartial', 'content')).toBe(LIMITS.content)
    expect(limit('MessageCreateRequest', 'embeds')).toBe(LIMITS.embeds)
    expect(limit('RichEmbed', 'description')).toBe(LIMITS.embedDescription)
    expect(limit('RichEmbed', 'fields')).toBe(LIMITS.embedFields)
    expect(limit('RichEmbedField', 'name')).toBe(LIMITS.fieldName)
    expect(limit('RichEmbedField', 'value')).toBe(LIMITS.fieldValue)
    expect(limit('RichEmbedFooter', 'text')).toBe(LIMITS.footer)
    expect(limit('ActionRowComponentForMessageRequest', 'components')).toBe(LIMITS.buttonsPerRow)
    expect(limit('ContainerComponentForMessageRequest', 'components')).toBe(LIMITS.components)
    expect(limit('TextDisplayComponentForMessageRequest', 'content')).toBe(LIMITS.textTotal)
    expect(limit('MediaGalleryItemRequest', 'description')).toBe(LIMITS.mediaDescription)
    expect(limit('MessageCreateRequest', 'attachments')).toBe(LIMITS.attachments)
    expect(limit('StringSelectComponentForMessageRequest', 'options')).toBe(LIMITS.selectOptions)
    expect(limit('StringSelectOptionForRequest', 'value')).toBe(LIMITS.selectOptionText)
    expect(limit('ButtonComponentForMessageRequest', 'custom_id')).toBe(LIMITS.customId)
    expect(limit('ButtonComponentForMessageRequest', 'label')).toBe(LIMITS.buttonLabel)
    expect(limit('ModalInteractionCallbackRequestData', 'title')).toBe(LIMITS.modalTitle)
    expect(limit('LabelComponentForModalRequest', 'label')).toBe(LIMITS.modalLabel)
    expect(limit('StringSelectComponentForModalRequest', 'options')).toBe(LIMITS.selectOptions)
    expect(limit('StringSelectComponentForModalRequest', 'placeholder')).toBe(
      LIMITS.selectPlaceholder,
    )
    expect(limit('TextInputComponentForModalRequest', 'placeholder')).toBe(
      LIMITS.textInputPlaceholder,
    )
    expect(limit('TextInputComponentForModalRequest', 'value')).toBe(LIMITS.textInput)
    const data = 'InteractionApplicationCommandAutocompleteCallbackStringData'
    expect(limit(data, 'choices')).toBe(LIMITS.choices)
    expect(limit('ApplicationCommandUpdateRequest', 'name')).toBe(LIMITS.commandName)
    expect(limit('ApplicationCommandUpdateRequest', 'options')).toBe(LIMITS.commandOptions)
    expect(limit('ApplicationCommandUpdateRequest', 'description')).toBe(LIMITS.commandDescription)
  })
})
