// Edits, deletions and repeats that come while an answer is being made, through the whole house.
import { describe, expect, it, vi } from 'vitest'
import { IDS } from '../doubles/discord/discord-double.ts'
import * as slack from './slack/payloads.ts'
import { houseInDiscord, houseInSlack, PATIENCE } from './whole-house.ts'

const OXIDE = 'How much NdPr oxide came out of Mountain Pass in 2024?'
const ALL = 'How much rare earth oxide came out of Mountain Pass in 2024?'
const LAST = 'How far had exports of rare earth magnets fallen in May 2025?'
const settled = () => new Promise(resolve => setTimeout(resolve, 100))

describe('on Slack', () => {
  const mention = `<@${slack.BOT_USER}>`

  it('only the last wording stands, however fast it changed', async () => {
    const { double, event, standing } = await houseInSlack()
    const said = slack.messageEvent(`${mention} ${OXIDE}`, double.workspace.nextTs())
    await Promise.all([
      event(said),
      event(slack.changedEvent(said, `${mention} ${ALL}`, double.workspace.nextTs())),
      event(slack.changedEvent(said, `${mention} ${LAST}`, double.workspace.nextTs())),
    ])
    await vi.waitFor(() => expect(standing()).toEqual([expect.stringContaining('74')]), PATIENCE)
    await settled()
    expect(standing()).toEqual([expect.stringContaining('74')])
  })

  it('nothing stands where the question went while it was being answered', async () => {
    const { double, event, standing } = await houseInSlack()
    const said = slack.messageEvent(`${mention} ${OXIDE}`, double.workspace.nextTs())
    await Promise.all([event(said), event(slack.deletedEvent(said, double.workspace.nextTs()))])
    await settled()
    expect(standing()).toEqual([])
  })

  it('nothing stands where the deletion overtook the question', async () => {
    const { double, event, standing } = await houseInSlack()
    const said = slack.messageEvent(`${mention} ${OXIDE}`, double.workspace.nextTs())
    await event(slack.deletedEvent(said, double.workspace.nextTs()))
    await event(said)
    await settled()
    expect(standing()).toEqual([])
  })

  it('an edit that first names the bot is answered, once', async () => {
    const { double, event, standing } = await houseInSlack()
    const said = slack.messageEvent(OXIDE, double.workspace.nextTs())
    await event(said)
    const later = double.workspace.nextTs()
    await event(slack.changedEvent(said, `${mention} ${OXIDE}`, later))
    await event(slack.mentionEvent(OXIDE, said.ts, { edited: { user: slack.PERSON, ts: later } }))
    await vi.waitFor(() => expect(standing()).toHaveLength(1), PATIENCE)
    await settled()
    expect(standing()).toEqual([expect.stringContaining('1,300 tons')])
  })

  it('one message is answered once, though it comes as a mention, as a message and again', async () => {
    const { double, event, standing } = await houseInSlack()
    const ts = double.workspace.nextTs()
    const forms = [slack.mentionEvent(OXIDE, ts), slack.messageEvent(`${mention} ${OXIDE}`, ts)]
    await Promise.all([...forms, ...forms].map(event))
    await vi.waitFor(() => expect(standing()).toHaveLength(1), PATIENCE)
    await event(slack.mentionEvent(OXIDE, ts))
    await settled()
    expect(standing()).toHaveLength(1)
  })

  it('a thread goes on among people where they name each other', async () => {
    const { double, event, standing } = await houseInSlack()
    const ts = double.workspace.nextTs()
    await event(slack.mentionEvent(OXIDE, ts))
    await vi.waitFor(() => expect(standing()).toHaveLength(1), PATIENCE)
    const thread = { thread_ts: ts, parent_user_id: slack.PERSON }
    const next = double.workspace.nextTs()
    await event(slack.messageEvent(`<@U0009> ${ALL}`, next, thread))
    await settled()
    expect(standing()).toHaveLength(1)
  })
})

describe('on Discord', () => {
  const mention = `<@${IDS.bot}>`
  const ask = (content: string) => ({ channel: IDS.channel, content })

  it('only the last wording stands, however fast it changed', async () => {
    const { double, standing } = await houseInDiscord()
    const said = double.people.write(ask(`${mention} ${OXIDE}`))
    double.people.edit(said, `${mention} ${ALL}`)
    await new Promise(resolve => setTimeout(resolve, 2))
    double.people.edit(said, `${mention} ${LAST}`)
    await vi.waitFor(() => expect(standing()).toEqual([expect.stringContaining('74')]), PATIENCE)
    await settled()
    expect(standing()).toEqual([expect.stringContaining('74')])
  })

  it('nothing stands where the question went while it was being answered', async () => {
    const { double, standing } = await houseInDiscord()
    double.people.remove(double.people.write(ask(`${mention} ${OXIDE}`)))
    await double.gateway.arrived()
    await settled()
    expect(standing()).toEqual([])
  })

  it('an edit that first names the bot is answered', async () => {
    const { double, standing } = await houseInDiscord()
    const said = double.people.write(ask(OXIDE))
    double.people.edit(said, `${mention} ${OXIDE}`)
    await vi.waitFor(
      () => expect(standing()).toEqual([expect.stringContaining('1,300 tons')]),
      PATIENCE,
    )
  })

  it('one message is answered once, though it comes again', async () => {
    const { double, standing } = await houseInDiscord()
    const said = double.people.write(ask(`${mention} ${OXIDE}`))
    for (let time = 0; time < 3; time += 1) double.people.repeat(said)
    await vi.waitFor(() => expect(standing()).toHaveLength(1), PATIENCE)
    double.people.repeat(said)
    await settled()
    expect(standing()).toHaveLength(1)
  })
})
