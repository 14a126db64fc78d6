// Installing in many workspaces: by OAuth, each answered with its own token, and forgotten when it goes.
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Route, Vault } from '#magnets'
import { installOf } from '../../../src/adapters/slack/desks.ts'
import { createSlackAdapter } from '../../../src/adapters/slack/index.ts'
import { createListener } from '../../../src/server/listener.ts'
import { createSlackDouble, SIGNING_SECRET } from '../../doubles/slack/slack-double.ts'
import { CLIENT_ID, CLIENT_SECRET } from '../../doubles/slack/web-api.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import {
  BOT_ID,
  BOT_USER,
  CHANNEL,
  DIRECT,
  eventBody,
  mentionEvent,
  slashBody,
  TEAM,
} from './payloads.ts'

function memoryVault() {
  const kept = new Map<string, string>()
  const vault: Vault = {
    put: async (install, body) => void kept.set(install, body),
    find: async install => kept.get(install),
    remove: async install => void kept.delete(install),
  }
  return { kept, vault }
}

async function house() {
  const core = recordingCore()
  const { kept, vault } = memoryVault()
  const self = { userId: BOT_USER, botId: BOT_ID, team: TEAM }
  const double = await createSlackDouble({ self, channels: [CHANNEL, DIRECT] })
  const logged: string[] = []
  const note = (fields: object, message: string) =>
    void logged.push(JSON.stringify([message, fields], (_, v) => (v instanceof Error ? `${v}` : v)))
  // Requests are signed with the time of the machine.
  let late = 0
  const connect = () =>
    createSlackAdapter({
      core,
      signingSecret: SIGNING_SECRET,
      apiUrl: double.apiUrl,
      log: { info: note, warn: note, error: note },
      now: () => Date.now() + late,
      oauth: {
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        publicUrl: 'https://bot.example',
        vault,
      },
    })
  const adapter = connect()
  const { routes = [] } = adapter
  const listener = createListener({
    ...{ host: '127.0.0.1', port: 0, routes },
    log: { info: note, warn: note, error: note },
  })
  await listener.start()
  await adapter.start()
  onTestFinished(async () => {
    await adapter.stop()
    await listener.stop()
    await double.close()
  })
  const at = (path: string): Route => {
    const found = routes.find(route => route.path === path)
    if (found === undefined) throw new Error(`no ${path}`)
    return found
  }
  const get = (path: string, query: string, cookie?: string) =>
    at(path).handle({
      ...{ method: 'GET', path, query, body: new Uint8Array() },
      header: name => (name === 'cookie' ? cookie : undefined),
    })
  /** As a browser goes there. */
  const begin = async () => {
    const { status, headers = {} } = await get('/slack/install', '')
    const to = new URL(headers.location ?? 'about:blank')
    const cookie = headers['set-cookie']?.split(';')[0] ?? ''
    return {
      status,
      to,
      state: to.searchParams.get('state') ?? '',
      cookie,
      rules: headers['set-cookie'],
    }
  }
  const back = (state: string, code: string, cookie: string) =>
    get('/slack/oauth', new URLSearchParams({ state, code }).toString(), cookie)
  const install = async (
    code: string,
    granted: { token: string; userId: string; team?: string; enterprise?: string },
  ) => {
    double.workspace.codes.set(code, granted)
    const { state, cookie } = await begin()
    return back(state, code, cookie)
  }
  const port = listener.port() ?? 0
  const event = (body: object) => double.sendHttp(port, body)
  return {
    ...{ core, kept, double, logged, adapter, connect, get, begin, back, install, event, port },
    wait: (ms: number) => {
      late += ms
    },
  }
}

const from = (team: string, bot: string, more: object = {}) => {
  const event = { ...mentionEvent('pears?', '1750000000.000200'), text: `<@${bot}> pears?` }
  return { ...eventBody(event, `Ev${team}`), team_id: team, ...more }
}

describe('installing', () => {
  it('leads to the page of Slack with the scopes of the manifest and a state of its own', async () => {
    const { begin } = await house()
    const { status, to, rules } = await begin()
    expect(status).toBe(302)
    expect(to.origin + to.pathname).toBe('https://slack.com/oauth/v2/authorize')
    expect(to.searchParams.get('scope')).toContain('chat:write')
    expect(to.searchParams.get('redirect_uri')).toBe('https://bot.example/slack/oauth')
    expect(rules).toMatch(/HttpOnly; Secure; SameSite=Lax/)
    expect((await begin()).state).not.toBe(to.searchParams.get('state'))
  })

  it('in two workspaces answers each with its own token, also after a restart', async () => {
    const { install, core, event, double, adapter, connect } = await house()
    const done = await install('c1', { token: 'xoxb-one', userId: 'UONE', team: 'T1' })
    expect(done).toMatchObject({
      status: 200,
      body: expect.stringContaining('Installed in Team T1'),
    })
    await install('c2', { token: 'xoxb-two', userId: 'UTWO', team: 'T2' })
    await event(from('T1', 'UONE'))
    await event(from('T2', 'UTWO'))
    for (const [count, poster] of [
      [1, adapter.poster],
      [2, connect().poster],
    ] as const) {
      const { address } = await core.incoming(count)
      expect(JSON.stringify(address)).not.toContain('xoxb')
      const stored = JSON.parse(JSON.stringify(address))
      await poster.post(stored, sampleReply('Two.'), { key: `k${count}`, number: 1 })
    }
    const posts = double.workspace.calls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts.map(({ token }) => token)).toEqual(['xoxb-one', 'xoxb-two'])
    expect(core.received.map(i => ('text' in i ? i.text : ''))).toEqual(['pears?', 'pears?'])
  })

  it('in an organisation serves all of its workspaces', async () => {
    const { install, core, event, kept } = await house()
    await install('c1', { token: 'xoxb-org', userId: 'UORG', enterprise: 'E1' })
    expect([...kept.keys()]).toEqual(['E1'])
    const whole = { enterprise_id: 'E1', is_enterprise_install: true }
    const authorizations = [{ ...whole, team_id: 'T7' }]
    await event(from('T7', 'UORG', { authorizations }))
    expect((await core.incoming(1)).address.ids.install).toBe('E1')
  })

  it.for<
    [string, (h: Awaited<ReturnType<typeof house>>) => Promise<{ status: number; body?: string }>]
  >([
    ['a forged state', async h => h.back('0'.repeat(32), 'c1', (await h.begin()).cookie)],
    [
      'a state that was changed',
      async h => {
        const { state, cookie } = await h.begin()
        return h.back(
          state.replace(/.$/, c => (c === '0' ? '1' : '0')),
          'c1',
          cookie,
        )
      },
    ],
    [
      'a state of another browser',
      async h => {
        const { state } = await h.begin()
        return h.back(state, 'c1', (await h.begin()).cookie)
      },
    ],
    ['no cookie', async h => h.back((await h.begin()).state, 'c1', '')],
    [
      'a state that is out of date',
      async h => {
        const { state, cookie } = await h.begin()
        h.wait(10 * 60_000 + 1)
        return h.back(state, 'c1', cookie)
      },
    ],
  ])('is refused with %s', async ([, act]) => {
    const all = await house()
    all.double.workspace.codes.set('c1', { token: 'xoxb-one', userId: 'UONE', team: 'T1' })
    const { status, body } = await act(all)
    expect(status).toBe(400)
    expect(body).toContain('Begin again at /slack/install')
    expect(all.kept.size).toBe(0)
    expect(all.double.workspace.codes.size).toBe(1)
  })

  it('says plainly that it was declined, and that a code is void, and logs no secret', async () => {
    const { get, begin, back, kept, logged } = await house()
    expect(await get('/slack/oauth', 'error=access_denied')).toMatchObject({
      status: 200,
      body: expect.stringContaining('declined'),
    })
    const { state, cookie } = await begin()
    const { status, body } = await back(state, 'a-void-code', cookie)
    expect([status, body]).toEqual([502, expect.stringContaining('did not finish')])
    expect(kept.size).toBe(0)
    for (const secret of [CLIENT_SECRET, 'a-void-code', state]) {
      expect(logged.join()).not.toContain(secret)
    }
  })

  it('anew replaces the token', async () => {
    const { install, kept } = await house()
    await install('c1', { token: 'xoxb-one', userId: 'UONE', team: 'T1' })
    await install('c2', { token: 'xoxb-new', userId: 'UONE', team: 'T1' })
    expect(kept.size).toBe(1)
    expect(kept.get('T1')).toContain('xoxb-new')
  })
})

describe('a workspace that takes the app away', () => {
  it.for<[string, object]>([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UONE'] } }],
  ])('is forgotten by %s, and what still comes from it is nothing to us', async ([, gone]) => {
    const { install, event, core, kept, adapter } = await house()
    await install('c1', { token: 'xoxb-one', userId: 'UONE', team: 'T1' })
    await event(from('T1', 'UONE'))
    const { address } = await core.incoming(1)
    await event({ ...eventBody(gone as never, 'EvGone'), team_id: 'T1' })
    expect(kept.size).toBe(0)
    await event(from('T1', 'UONE', { event_id: 'EvLater' }))
    expect(core.received).toHaveLength(1)
    const late = adapter.poster.post(address, sampleReply('Two.'), { key: 'k', number: 1 })
    await expect(late).rejects.toMatchObject({ code: 'gone' })
  })

  it('is not forgotten where only a person’s token was revoked', async () => {
    const { install, event, kept } = await house()
    await install('c1', { token: 'xoxb-one', userId: 'UONE', team: 'T1' })
    const revoked = { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }
    await event({ ...eventBody(revoked as never, 'EvGone'), team_id: 'T1' })
    expect(kept.size).toBe(1)
  })
})

describe('whose payload it is', () => {
  it.for<[unknown, string | undefined]>([
    [slashBody('x'), TEAM],
    [{ ...slashBody('x'), enterprise_id: 'E1', is_enterprise_install: 'true' }, 'E1'],
    [{ ...slashBody('x'), enterprise_id: 'E1', is_enterprise_install: 'false' }, TEAM],
    [{ team: { id: 'T1' }, enterprise: { id: 'E1' }, is_enterprise_install: true }, 'E1'],
    [{ team: null, user: { id: 'U1', team_id: 'T9' } }, 'T9'],
    [{ team_id: 'T1', authorizations: [{ team_id: 'T2', is_enterprise_install: false }] }, 'T2'],
    [null, undefined],
    [{}, undefined],
  ])('is read from %j', ([body, install]) => {
    expect(installOf(body)).toBe(install)
  })
})
