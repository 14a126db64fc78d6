// Facts, answers, the claim check and the metrics as LangChain tools, each of which hands out guarded replies alone.
import { type StructuredToolInterface, tool } from '@langchain/core/tools'
import { z } from 'zod'
import {
  type Base,
  type Command,
  choicesOf,
  DEFAULT_FOUND,
  type FoundFact,
  MAX_FOUND,
  type OptionSpec,
  type Reply,
} from '#magnets'
import type { Find } from './retriever.ts'

/** What the tools stand on. Every reply that comes out of it has passed the guard. */
export interface Toolbox {
  base(): Base
  readonly commands: readonly Command[]
  readonly find: Find
  /** Facts as a list with citations. */
  tell(found: readonly FoundFact[]): Reply
  ask(question: string): Promise<{ readonly reply: Reply }>
  check(claim: string): Reply
  run(
    command: Command,
    options: Readonly<Record<string, string>>,
    words: readonly string[],
  ): Promise<{ readonly reply: Reply } | { readonly problem: string }>
}

/** Names of metric tools begin so, that none is taken for one of the others. */
const METRIC = 'metric_'
const QUESTION = 'One question in plain English, complete by itself: name the subject and the year'
const CLAIM = 'The claim to check, in plain English, as it was made'

/**
 * Tools for an agent. What one returns is the text of a reply with its hedges, dates and citations;
 * the reply itself is the artifact. Choices are those of the base as it is now: after a reload of
 * the knowledge build them anew.
 */
export function createFactTools(box: Toolbox): StructuredToolInterface[] {
  const metrics = box.commands.filter(isMetric)
  return [
    tool(async ({ question, limit }) => said(box.tell(await box.find(question, limit))), {
      name: 'find_facts',
      description:
        'Finds facts of the base that may bear on a question, best first. They are near, not necessarily the answer.',
      schema: z.object({
        question: z.string().min(1).describe(QUESTION),
        limit: z.int().min(1).max(MAX_FOUND).default(DEFAULT_FOUND).describe('How many at most'),
      }),
      responseFormat: 'content_and_artifact',
    }),
    tool(async ({ question }) => said((await box.ask(question)).reply), {
      name: 'ask',
      description:
        'Answers a question from the base with figures, dates and citations, or says that the base does not hold it.',
      schema: z.object({ question: z.string().min(1).describe(QUESTION) }),
      responseFormat: 'content_and_artifact',
    }),
    tool(async ({ claim }) => said(box.check(claim)), {
      name: 'check_claim',
      description:
        'Says whether the base supports a claim, contradicts it, or holds nothing on it.',
      schema: z.object({ claim: z.string().min(1).describe(CLAIM) }),
      responseFormat: 'content_and_artifact',
    }),
    ...metrics.map(command => metricTool(box, command)),
  ]
}

/** What a command tells of the base alone, to everybody: nothing of the asker, no settings. */
function isMetric({ audience, metric, options }: Command): boolean {
  const chosen = options.length > 0 && options.every(option => option.choices !== undefined)
  return audience === 'everyone' && (metric !== undefined || chosen)
}

function metricTool(box: Toolbox, command: Command): StructuredToolInterface {
  const base = box.base()
  const shape: Record<string, z.ZodType<string | undefined>> = Object.fromEntries(
    command.options.map(option => [option.name, optionSchema(option, base)]),
  )
  return tool(
    async options => {
      const ran = await box.run(command, given(options), [])
      return 'reply' in ran ? said(ran.reply) : [ran.problem, undefined]
    },
    {
      name: `${METRIC}${command.name}`,
      description: command.summary,
      schema: z.object(shape),
      responseFormat: 'content_and_artifact',
    },
  )
}

function optionSchema(option: OptionSpec, base: Base): z.ZodType<string | undefined> {
  const choices = choicesOf(option, base)
  const value = choices.length > 0 ? z.enum(choices) : z.string().min(1)
  const described = value.describe(option.summary)
  return option.required ? described : described.optional()
}

function given(options: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}

/** The reply's text, and for each number in it the fact and the place of the source. */
function said(reply: Reply): [string, Reply] {
  const sources = reply.citations.map(({ number, fact, title, publisher, section, address }) =>
    [`[${number}] ${fact}: ${title}, ${section}`, publisher, address]
      .filter(text => text !== undefined)
      .join(', '),
  )
  return [[reply.text, ...sources].join('\n'), reply]
}
