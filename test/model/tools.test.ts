// The tools of an agent: their schemas, and that nothing comes out of them which the guard has not passed.

import { fileURLToPath } from 'node:url'
import { ToolMessage } from '@langchain/core/messages'
import { convertToOpenAITool } from '@langchain/core/utils/function_calling'
import { describe, expect, it } from 'vitest'
import { choicesOf, type Reply } from '#magnets'
import type { App } from '../../src/app.ts'
import { createFactTools } from '../../src/model/index.ts'
import { appOf, currentFacts } from './checkout-app.ts'

const ours = await appOf()
const other = await appOf(fileURLToPath(new URL('../fixtures/second-base', import.meta.url)))

/** As an agent calls it: the message that goes back to the model. */
async function call(app: App, name: string, args: object): Promise<[string, Reply | undefined]> {
  const tool = createFactTools(app).find(one => one.name === name)
  if (tool === undefined) throw new Error(`no tool ${name}`)
  const message: unknown = await tool.invoke({ type: 'tool_call', id: 'c1', name, args })
  if (!ToolMessage.isInstance(message)) throw new Error('no message')
  return [message.text, message.artifact]
}

const HELD_BACK = 'held back'

describe('the tools', () => {
  it('are the search, the answer, the check, and a metric a command that tells of the base alone', () => {
    expect(createFactTools(ours).map(({ name }) => name)).toEqual([
      ...['find_facts', 'ask', 'check_claim', 'metric_capacity', 'metric_company'],
      ...['metric_compare', 'metric_demand', 'metric_exports', 'metric_funding'],
      ...['metric_production', 'metric_share', 'metric_timeline', 'metric_topics'],
    ])
  })

  it('have schemas that a provider takes, with the choices of the commands', () => {
    for (const tool of createFactTools(ours)) {
      const { function: shown } = convertToOpenAITool(tool)
      expect(shown.name).toMatch(/^[\w-]{1,64}$/)
      expect(shown.parameters).toMatchObject({ type: 'object' })
      const command = ours.commands.find(({ name }) => `metric_${name}` === tool.name)
      for (const option of command?.options ?? []) {
        const { properties, required = [] } = shown.parameters as {
          properties: Record<string, object>
          required?: string[]
        }
        expect(properties[option.name]).toMatchObject({ enum: choicesOf(option, ours.base()) })
        expect(required.includes(option.name)).toBe(option.required)
      }
    }
  })

  it('refuse what no option may be, before anything is run', async () => {
    await expect(call(ours, 'metric_company', { name: 'Nobody' })).rejects.toThrow(/schema/)
    await expect(call(ours, 'find_facts', { question: 'x', limit: 1000 })).rejects.toThrow(/schema/)
    await expect(call(ours, 'ask', {})).rejects.toThrow(/schema/)
  })

  it('keep hedge, unit, date and citation', async () => {
    const [text, reply] = await call(ours, 'ask', {
      question: 'How much NdPr oxide did Mountain Pass produce in 2024?',
    })
    expect(text).toContain('about 1,300 tons')
    expect(text).toContain('As of June 2025.')
    expect(text).toContain('[1] mountain-pass-ndpr-2024: ')
    expect(reply?.citations.map(({ fact }) => fact)).toContain('mountain-pass-ndpr-2024')
  })

  it('put a false claim right, and say what the base does not hold', async () => {
    const [text, reply] = await call(ours, 'check_claim', {
      claim: 'China makes 70% of neodymium magnets.',
    })
    expect(text).toContain('more than 90 percent')
    expect(reply?.outcome).toBe('correction')
    const [, refused] = await call(ours, 'ask', { question: 'What does Lynas produce?' })
    expect(refused?.outcome).toBe('refusal')
    const [, nothing] = await call(ours, 'find_facts', { question: 'qwxz' })
    expect(nothing?.outcome).toBe('refusal')
  })

  it.each([
    ['our base', ours],
    ['another subject', other],
  ])('hand out every fact of %s through the guard', async (_, app) => {
    for (const fact of currentFacts(app)) {
      const [text, reply] = await call(app, 'find_facts', { question: fact.statement, limit: 20 })
      expect(reply?.outcome, text).toBe('answer')
      expect(text).toContain(fact.statement)
      expect(text).not.toContain(HELD_BACK)
    }
  })

  it('run every metric with every choice', async () => {
    for (const tool of createFactTools(ours)) {
      const command = ours.commands.find(({ name }) => `metric_${name}` === tool.name)
      if (command === undefined) continue
      const choices = command.options.map(option => choicesOf(option, ours.base()))
      const longest = Math.max(1, ...choices.map(({ length }) => length))
      for (let n = 0; n < longest; n += 1) {
        const args = Object.fromEntries(
          command.options.map(({ name }, i) => [name, choices[i]?.[(n + i) % choices[i].length]]),
        )
        const [text, reply] = await call(ours, tool.name, args)
        expect(reply?.outcome, `${tool.name} ${JSON.stringify(args)} ${text}`).toMatch(
          /answer|refusal/,
        )
        expect(text).not.toContain(HELD_BACK)
      }
    }
  })
})
