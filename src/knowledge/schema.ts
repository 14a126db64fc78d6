// The shape of every knowledge file as zod schemas; unknown keys are errors, and a parsed entry is a contract type.

import { z } from 'zod'
import { HEDGES, STATUSES } from '#magnets'
import { PERIOD_FORMS, parsePeriod } from './period.ts'

const text = z.string().trim().min(1)
const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is in kebab-case: small letters, digits and hyphens')
const senseId = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+([- ][a-z0-9]+)*)?$/,
    'the id of a sense is small letters and hyphens, with at most one colon: kind:when',
  )
const day = z.iso.date('a date is written year-month-day: 2025-06-24')
const words = z.array(text)
const optionalText = text.exactOptional()
const optionalId = id.exactOptional()

const period = z
  .union([z.string(), z.number()], `a period is one of: ${PERIOD_FORMS}`)
  .transform((written, context) => {
    const parsed = parsePeriod(String(written))
    if (parsed !== undefined) return parsed
    context.addIssue(`"${written}" is no period; write one of: ${PERIOD_FORMS}`)
    return z.NEVER
  })
  .describe(`When it holds, in one of these forms: ${PERIOD_FORMS}`)

export const sourceEntry = z.strictObject({
  id,
  title: text,
  byline: optionalText,
  publisher: optionalText.describe('Leave it out where the source does not name it.'),
  address: z
    .url({ protocol: /^https?$/, message: 'an address begins with https://' })
    .exactOptional(),
  published: day,
  underlying: optionalText.describe('What the source itself names as its own source.'),
})

export const topicEntry = z.strictObject({ id, title: text })

export const aboutFile = z.strictObject({
  scope: text.describe('What the bot says it covers.'),
  examples: z.array(text).min(1).describe('Questions to try.'),
  topics: z.array(topicEntry).min(1).describe('One for every file under facts/.'),
  extends: optionalText.describe(
    'Another knowledge folder, relative to this one, whose units, senses and small talk are used too.',
  ),
})

export const factEntry = z
  .strictObject({
    id,
    statement: text.describe('One plain sentence in our own words, with hedge, unit and date.'),
    question: z
      .string()
      .trim()
      .max(75)
      .regex(/\?$/, 'must end with a question mark')
      .exactOptional()
      .describe('A question that this fact answers, offered beside related answers.'),
    subject: id.describe('The entity that the fact is about.'),
    object: optionalId.describe('The entity that is produced, held, traded or counted.'),
    related: z.array(id).default([]).describe('Every other entity that the statement names.'),
    implied: z
      .array(id)
      .default([])
      .describe('Entities that the source implies without saying so: asked for, never told.'),
    measure: id,
    value: z
      .strictObject({ amount: z.number(), unit: id, hedge: z.enum(HEDGES) })
      .exactOptional()
      .describe('The figure; the hedge is required, exact for a figure without any.'),
    compared_with: optionalText.describe('What a change is measured against: a year earlier.'),
    stage: z.enum(['initial', 'full']).exactOptional(),
    place: optionalId,
    period: period.exactOptional(),
    status: z.enum(STATUSES),
    source: z.strictObject({
      id,
      section: text.describe('The heading in the source under which it stands.'),
    }),
    as_of: day.describe('The day up to which the source speaks.'),
    note: optionalText.describe('What the source leaves open: one sentence.'),
    supersedes: optionalId.describe('The older fact that this one replaces.'),
    because: z.array(id).default([]).describe('Facts that give the reason for this one.'),
  })
  .transform(({ compared_with, as_of, source, ...rest }) => ({
    ...rest,
    ...(compared_with === undefined ? {} : { comparedWith: compared_with }),
    source: source.id,
    section: source.section,
    asOf: as_of,
  }))

export const entityEntry = z.strictObject({
  id,
  name: text,
  kind: id.describe('company, site, country, material ... free to choose.'),
  article: optionalText.describe('the, where the name takes one in running text.'),
  aliases: words.default([]).describe('Other names and roles, at most four words each.'),
  misspellings: words.default([]).describe('Read like aliases, never shown.'),
  relations: z.array(z.strictObject({ type: id, to: id })).default([]),
})

export const measureEntry = z.strictObject({
  id,
  name: text,
  words: words.min(1).describe('What people say when they mean it, at most four words each.'),
  opposites: words.default([]).describe('What people say when they mean the contrary.'),
  units: z.array(id).default([]).describe('Units that its figures may have.'),
  additive: z
    .boolean()
    .default(false)
    .describe('True where figures of different things or times may be added up.'),
  begins: z
    .boolean()
    .default(false)
    .describe('True where its facts say when their subject begins to do anything at all.'),
  direction: z.enum(['up', 'down']).exactOptional(),
  family: id,
  unheld: z.boolean().default(false).describe('True for what is asked but never stated here.'),
})

export const unitEntry = z
  .strictObject({
    id,
    singular: text,
    plural: text,
    prefix: z.string().min(1).exactOptional(),
    suffix: z.string().min(1).exactOptional(),
    aliases: words.default([]),
    dimension: id,
    to_base: z.number().positive().exactOptional(),
    rate_of: optionalId.describe('For a yearly rate: the unit of what comes in a year.'),
    note: optionalText,
  })
  .transform(({ to_base, rate_of, ...rest }) => ({
    ...rest,
    ...(to_base === undefined ? {} : { toBase: to_base }),
    ...(rate_of === undefined ? {} : { rateOf: rate_of }),
  }))

export const senseEntry = z.strictObject({ id: senseId, words: words.min(1) })

export const smallTalkEntry = z.strictObject({
  id,
  words: words.min(1),
  replies: z.array(text).min(1),
  quiet: z.boolean().default(false),
})
