// Holds the doctor to naming what is wrong with a set-up, against the double.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkSlack } from '../../../src/adapters/slack/doctor.ts'
import { SCOPES } from '../../../src/adapters/slack/manifest.ts'
import {
  APP_TOKEN,
  BOT_TOKEN,
  createSlackDouble,
  type SlackDouble,
} from '../../doubles/slack/slack-double.ts'
import { BOT_ID, BOT_USER, TEAM } from './payloads.ts'

const self = { userId: BOT_USER, botId: BOT_ID, team: TEAM }
const ALL = SCOPES.map(({ name }) => name)

describe('checkSlack', () => {
  let double: SlackDouble
  const start = async (scopes: readonly string[]): Promise<void> => {
    double = await createSlackDouble({ self, channels: [], scopes })
  }
  beforeEach(() => start(ALL))
  afterEach(() => double.close())

  const check = (more: Parameters<typeof checkSlack>[0]) =>
    checkSlack({ apiUrl: double.apiUrl, ...more })

  it('finds nothing wrong with a good set-up', async () => {
    expect(await check({ botToken: BOT_TOKEN, appToken: APP_TOKEN })).toEqual([
      { ok: true, what: 'Slack: logged in as magnets in Orchard' },
      { ok: true, what: 'Slack: all scopes are granted' },
      { ok: true, what: 'Slack: Socket Mode can connect' },
    ])
  })

  it('takes a signing secret in place of an app token', async () => {
    const findings = await check({ botToken: BOT_TOKEN, signingSecret: 'x' })
    expect(findings.every(({ ok }) => ok)).toBe(true)
  })

  it('names missing scopes and what they are for', async () => {
    await double.close()
    await start(ALL.filter(name => name !== 'im:history'))
    const findings = await check({ botToken: BOT_TOKEN, appToken: APP_TOKEN })
    expect(findings[1]?.ok).toBe(false)
    expect(findings[1]?.what).toContain('im:history (to be sent message.im, ')
    expect(findings[1]?.next).toContain('manifest')
  })

  it.for([
    ['no tokens at all', {}],
    ['tokens that are swapped', { botToken: APP_TOKEN, appToken: BOT_TOKEN }],
    ['tokens that Slack refuses', { botToken: 'xoxb-other', appToken: 'xapp-other' }],
  ] as const)('says what to do about %s', async ([, tokens]) => {
    const findings = await check(tokens)
    expect(findings).toHaveLength(2)
    for (const finding of findings) {
      expect(finding.ok).toBe(false)
      expect(finding.next).toBeTruthy()
    }
  })

  it('never shows a token', async () => {
    const findings = await check({ botToken: 'xoxb-secret1', appToken: 'xapp-secret2' })
    expect(JSON.stringify(findings)).not.toMatch(/secret[12]/)
  })

  it('says so when Slack can not be reached', async () => {
    const refuse: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
    const findings = await check({ botToken: BOT_TOKEN, appToken: APP_TOKEN, fetch: refuse })
    expect(findings.map(({ ok }) => ok)).toEqual([false, false])
    expect(findings[0]?.what).toContain('fetch failed')
  })
})
