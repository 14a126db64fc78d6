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
      { ok: true, what: 'Slack: takes every block of answers' },
      { ok: true, what: 'Slack: Socket Mode can connect' },
    ])
  })

  it('says without what answers go out where a server refuses a block', async () => {
    const answering: typeof fetch = async (url, init) => {
      if (!String(url).endsWith('blocks.validate')) return fetch(url, init)
      const blocks = JSON.parse(new URLSearchParams(String(init?.body)).get('blocks') ?? '[]')
      const at = blocks.findIndex(({ type }: { type: string }) => type === 'data_visualization')
      const errors = [
        { pointer: `/${at}/type`, code: 'failed_constraint', message: 'no such type' },
      ]
      return Response.json({ ok: false, error: 'invalid_blocks', errors })
    }
    const findings = await check({ botToken: BOT_TOKEN, appToken: APP_TOKEN, fetch: answering })
    expect(findings[2]).toEqual({
      ok: true,
      what: 'Slack: answers go out in a simpler form without data_visualization',
    })
  })

  it('says nothing of blocks where a server can not be asked', async () => {
    double.failNext('blocks.validate', { kind: 'error', error: 'unknown_method' })
    const findings = await check({ botToken: BOT_TOKEN, appToken: APP_TOKEN })
    expect(findings).toHaveLength(3)
    expect(findings.every(({ ok }) => ok)).toBe(true)
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
