// A language model behind the whole house: on both platforms, by commands and messages, with receipt and log.
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ModelConfig } from '../../src/config.ts'
import { directEvent } from '../adapters/slack/payloads.ts'
import { houseInDiscord, houseInSlack, PATIENCE } from '../adapters/whole-house.ts'
import { IDS } from '../doubles/discord/world.ts'
import { type Script, startModelDouble } from '../doubles/model/index.ts'
import { HONEST, HONEST_TEXT, OXIDES } from './a-question.ts'

const OWN_TEXT = 'Mountain Pass produced more than 45,000 metric tons of rare earth oxides in 2024.'

async function modelThat(says: Script, timeoutMs = 4_000): Promise<{ model: ModelConfig }> {
  const double = await startModelDouble(says)
  onTestFinished(() => double.close())
  const budgets = { questionTokens: 0, personTokens: 0, dayTokens: 0, dayDollars: 0 }
  const { url } = double
  return { model: { provider: 'openai', model: 'test', url, timeoutMs, budgets, traced: false } }
}

const honest: Script = () => ({ json: HONEST })
const liar: Script = () => ({
  json: { ...HONEST, sentences: [{ text: 'Hospitals own it.', facts: [] }] },
})

const standing = async (house: { standing(): readonly string[] }, count: number) => {
  await vi.waitFor(() => expect(house.standing().length).toBeGreaterThanOrEqual(count), PATIENCE)
  return house.standing()
}

describe('in Slack', () => {
  it('a message and a command are answered in its words, and the receipt says so', async () => {
    const house = await houseInSlack(await modelThat(honest))
    await house.event(directEvent(OXIDES, house.double.workspace.nextTs()))
    const [answer = ''] = await standing(house, 1)
    expect(answer).toContain(HONEST_TEXT)
    await house.slash(`ask ${OXIDES}`)
    expect((await standing(house, 2))[1]).toContain(HONEST_TEXT)
    const id = /Reference: (\w+)/.exec(answer)?.[1] ?? expect.fail(JSON.stringify(answer))
    await house.slash(`receipt ${id}`)
    expect((await standing(house, 3))[2]).toContain(
      'Language model openai:test: its words went out.',
    )
  })

  it('a lie is never seen', async () => {
    const house = await houseInSlack(await modelThat(liar))
    await house.event(directEvent(OXIDES, house.double.workspace.nextTs()))
    const [answer] = await standing(house, 1)
    expect(answer).toContain(OWN_TEXT)
    expect(answer).not.toContain('Hospitals')
  })

  it('figures of commands are not given to it', async () => {
    let calls = 0
    const counting: Script = () => {
      calls += 1
      return { json: HONEST }
    }
    const house = await houseInSlack(await modelThat(counting))
    await house.slash('capacity')
    await standing(house, 1)
    expect(calls).toBe(0)
  })
})

describe('in Discord', () => {
  it('a command is answered in its words', async () => {
    const house = await houseInDiscord(await modelThat(honest))
    await house.double.people.command('ask', { question: OXIDES }).answered
    expect((await standing(house, 1))[0]).toContain(HONEST_TEXT)
  })

  it('a model that hangs costs no more than its time', async () => {
    const house = await houseInDiscord(await modelThat(() => ({ hang: true }), 500))
    house.double.people.write({ channel: IDS.channel, content: `<@${IDS.bot}> ${OXIDES}` })
    expect((await standing(house, 1))[0]).toContain(OWN_TEXT)
  })
})
