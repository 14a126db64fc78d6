// Those who may set a channel: asked of Slack, in time, and nobody from elsewhere.
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Asker, Place } from '#magnets'
import { slackClient } from '../../../src/adapters/slack/desks.ts'
import { createRights } from '../../../src/adapters/slack/rights.ts'
import { BOT_TOKEN } from '../../doubles/slack/slack-double.ts'
import { recordingCore } from '../recording-core.ts'
import { houseInSlack, PATIENCE } from '../whole-house.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import { BOT_USER, CHANNEL, DIRECT, PERSON, TEAM } from './payloads.ts'

describe('who may set a channel', () => {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await connectSlack('http', recordingCore())
  })
  afterEach(() => bench.close())
  const place: Place = { platform: 'slack', team: TEAM, channel: CHANNEL, visibility: 'public' }
  const ADDRESS = { platform: 'slack', ids: { channel: CHANNEL } }
  const asker = (id: string): Asker => ({ platform: 'slack', team: TEAM, id, audience: 'everyone' })

  it('is who runs the workspace, and who made the channel; no guest of the workspace', async () => {
    const { people, creators } = bench.double.workspace
    people.set('UADMIN', { is_admin: true })
    people.set('UMADE', {})
    people.set('UGUEST', { is_admin: true, is_restricted: true })
    people.set('UOTHER', {})
    creators.set(CHANNEL, 'UMADE')
    const of = (id: string) => bench.adapter.poster.audienceOf?.(asker(id), place, ADDRESS)
    expect(await of('UADMIN')).toBe('moderator')
    expect(await of('UMADE')).toBe('moderator')
    expect(await of('UGUEST')).toBe('everyone')
    expect(await of('UOTHER')).toBe('everyone')
    const before = bench.double.workspace.calls.length
    expect(await of('UADMIN')).toBe('moderator')
    expect(bench.double.workspace.calls).toHaveLength(before)
  })

  it.for<[string, object]>([
    ['single-channel guests', { is_admin: true, is_ultra_restricted: true }],
    ['strangers', { is_admin: true, is_stranger: true }],
    ['people of another workspace, whatever they are there', { is_owner: true, team_id: 'T9' }],
    [
      'people of another organisation',
      { is_owner: true, team_id: 'E9', enterprise_user: { enterprise_id: 'E9', teams: ['T9'] } },
    ],
    ['people of whom Slack does not say where they belong', { is_admin: true, team_id: undefined }],
    ['those who have left', { is_admin: true, deleted: true }],
  ])('is none of %s, though they run a workspace or made the channel', async ([, more]) => {
    const { people, creators } = bench.double.workspace
    people.set('UTHEIRS', { ...more })
    creators.set(CHANNEL, 'UTHEIRS')
    const audience = await bench.adapter.poster.audienceOf?.(asker('UTHEIRS'), place, ADDRESS)
    expect(audience).toBe('everyone')
    // A command from there may be told as one of their workspace.
    const told = { ...asker('UTHEIRS'), team: 'T9' }
    const there = { ...place, team: 'T9' }
    expect(await bench.adapter.poster.audienceOf?.(told, there, ADDRESS)).toBe('everyone')
  })

  it('is who runs the workspace where people belong to an organisation', async () => {
    const enterprise_user = { enterprise_id: 'E1', teams: ['T7', TEAM] }
    bench.double.workspace.people.set('UORG', { is_admin: true, team_id: 'E1', enterprise_user })
    expect(await bench.adapter.poster.audienceOf?.(asker('UORG'), place, ADDRESS)).toBe('moderator')
  })

  it('is known by a process that has not logged in', async () => {
    bench.double.workspace.people.set('UADMIN', { is_admin: true })
    bench.double.workspace.people.set('UTHEIRS', { is_admin: true, team_id: 'T9' })
    const { audienceOf } = bench.successor()
    expect(await audienceOf?.(asker('UADMIN'), place, ADDRESS)).toBe('moderator')
    expect(await audienceOf?.(asker('UTHEIRS'), place, ADDRESS)).toBe('everyone')
  })

  it.for(['users.info', 'conversations.info'])(
    'is not known where Slack takes too long over %s',
    async method => {
      const { promise, resolve } = Promise.withResolvers<void>()
      onTestFinished(() => resolve())
      bench.double.workspace.people.set('UMADE', {})
      bench.double.failNext(method, { kind: 'slow', until: () => promise, done: 'late' })
      const { apiUrl } = bench.double
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
      const client = slackClient(BOT_TOKEN, { apiUrl, fetch, log })
      const desk = { client, self: { userId: BOT_USER, home: TEAM } }
      const rights = createRights({
        desks: { of: async () => desk },
        log,
        now: Date.now,
        limitMs: 50,
      })
      const asked = rights(asker('UMADE'), place, ADDRESS)
      await expect(asked).rejects.toMatchObject({ code: 'unavailable' })
    },
  )

  it('is who runs the workspace in conversations of which Slack does not tell who made them', async () => {
    const { people, calls } = bench.double.workspace
    people.set('UADMIN', { is_admin: true })
    people.set('UOTHER', {})
    const of = (id: string, where: Place) =>
      bench.adapter.poster.audienceOf?.(asker(id), where, ADDRESS)
    const group: Place = { ...place, channel: 'C0099', visibility: 'private' }
    bench.double.failNext('conversations.info', { kind: 'error', error: 'missing_scope' })
    expect(await of('UOTHER', group)).toBe('everyone')
    expect(await of('UADMIN', group)).toBe('moderator')
    const direct: Place = { ...place, channel: DIRECT, visibility: 'direct' }
    expect(await of('UOTHER', direct)).toBe('everyone')
    expect(calls.map(({ method }) => method)).not.toContain('conversations.info')
  })

  it('is asked again after a minute', async () => {
    let now = 0
    const clocked = await connectSlack('http', recordingCore(), { now: () => now })
    onTestFinished(() => clocked.close())
    const { people } = clocked.double.workspace
    const audience = () => clocked.adapter.poster.audienceOf?.(asker('UADMIN'), place, ADDRESS)
    people.set('UADMIN', { is_admin: true })
    expect(await audience()).toBe('moderator')
    people.set('UADMIN', {})
    now = 59_999
    expect(await audience()).toBe('moderator')
    now = 60_000
    expect(await audience()).toBe('everyone')
  })

  it('is not known where Slack can not be asked', async () => {
    bench.double.failNext('users.info', { kind: 'status', status: 503 })
    await expect(
      bench.adapter.poster.audienceOf?.(asker('UX'), place, ADDRESS),
    ).rejects.toMatchObject({
      code: 'unavailable',
    })
  })
})

describe('/magnets settings in a shared channel', () => {
  const answered = async (person: object, text = 'settings every') => {
    const house = await houseInSlack()
    house.double.workspace.people.set(PERSON, { ...person })
    await house.slash(text)
    await vi.waitFor(() => expect(house.standing()).toHaveLength(1), PATIENCE)
    return house.standing().join()
  }

  it('is for who runs the workspace', async () => {
    expect(await answered({ is_admin: true })).toContain('now set to every')
  })

  it('is not for who runs another one, who gets answers', async () => {
    const theirs = { is_admin: true, team_id: 'T9' }
    expect(await answered(theirs)).toBe('"settings" is for those who manage this place.')
    expect(await answered(theirs, 'capacity')).toContain('1.7%')
  })

  it('changes nothing where Slack can not say who asks', async () => {
    const house = await houseInSlack({}, ['asking Slack what a person may do failed: HTTP 503'])
    house.double.failNext('users.info', { kind: 'status', status: 503 })
    await house.slash('settings every')
    await vi.waitFor(() => expect(house.standing()).toHaveLength(1), PATIENCE)
    expect(house.standing().join()).toBe(
      '"settings" is for those who manage this place, and whether you do could not be found out ' +
        'just now. Please try again.',
    )
    house.double.workspace.people.set(PERSON, { is_admin: true })
    await house.slash('settings')
    await vi.waitFor(() => expect(house.standing()).toHaveLength(2), PATIENCE)
    expect(house.standing().at(-1)).toContain('This channel is set to mentions')
  })
})
