// Installing by OAuth at a Slack that this project did not write: its page, its codes, its token.
//
// It knows no organisation in all of which an app is installed, no way to decline, and no token that
// is taken back; those are told to our own double alone.
import { expect, it } from 'vitest'
import { channelAddress } from '../../../src/adapters/slack/address.ts'
import { createSlackAdapter } from '../../../src/adapters/slack/index.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { APP, emulatedSlack, QUIET, TOKEN } from './emulator.ts'

async function house() {
  const { url, apiUrl, clientOf } = await emulatedSlack()
  const kept = new Map<string, string>()
  const adapter = createSlackAdapter({
    ...{ core: recordingCore(), log: QUIET, apiUrl, signingSecret: 'x'.repeat(32) },
    oauth: {
      ...{ clientId: APP.id, clientSecret: APP.secret, publicUrl: 'https://bot.example' },
      vault: {
        put: async (install, body) => void kept.set(install, body),
        find: async install => kept.get(install),
        remove: async install => void kept.delete(install),
      },
    },
  })
  const get = async (path: string, query: string, cookie?: string) => {
    const route = adapter.routes?.find(one => one.path === path) ?? expect.fail(`no ${path}`)
    const header = (name: string) => (name === 'cookie' ? cookie : undefined)
    return route.handle({ method: 'GET', path, query, body: new Uint8Array(), header })
  }
  /** To our page, to that of Slack, where a person says yes, and back to us; as a browser goes. */
  async function install() {
    const { headers = {} } = await get('/slack/install', '')
    const asked = new URL(headers.location ?? '')
    const page = await fetch(`${url}${asked.pathname}${asked.search}`)
    const answer = await fetch(`${url}/oauth/v2/authorize/callback`, {
      method: 'POST',
      body: new URLSearchParams(hiddenFields(await page.text())),
      redirect: 'manual',
    })
    const back = new URL(answer.headers.get('location') ?? '')
    const cookie = headers['set-cookie']?.split(';')[0] ?? ''
    return { page, back, cookie }
  }
  return { kept, adapter, get, install, clientOf }
}

/** Of the first person on the page. */
function hiddenFields(html: string): Record<string, string> {
  const [form = ''] = html.split('</form>')
  const fields = [...form.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)]
  return Object.fromEntries(
    fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  )
}

it('leads there and back to a token that posts', async () => {
  const { kept, adapter, get, install, clientOf } = await house()
  const { page, back, cookie } = await install()
  expect(page.status).toBe(200)
  expect(back.origin + back.pathname).toBe(APP.redirect)
  const done = await get('/slack/oauth', back.searchParams.toString(), cookie)
  expect(done).toMatchObject({ status: 200, body: expect.stringContaining('Installed in') })
  const [[key, body] = ['', '{}']] = [...kept]
  const { token, userId } = JSON.parse(body)
  const { team_id, user_id } = await clientOf(token).auth.test()
  expect([key, userId]).toEqual([team_id, user_id])
  const { channels = [] } = await clientOf(TOKEN).conversations.list({})
  const channel = channels[0]?.id ?? ''
  const { ids, ...address } = channelAddress({ channel })
  const to = { ...address, ids: { ...ids, install: key } }
  await adapter.poster.post(to, sampleReply('Forty-two.'), { key: 'q', number: 1 })
  const { messages = [] } = await clientOf(TOKEN).conversations.history({ channel, limit: 1 })
  expect(messages[0]).toMatchObject({ text: 'Forty-two.', user: userId })
})

it('installs nothing with a code that was used before', async () => {
  const { kept, get, install } = await house()
  const { back, cookie } = await install()
  await get('/slack/oauth', back.searchParams.toString(), cookie)
  kept.clear()
  const again = await get('/slack/oauth', back.searchParams.toString(), cookie)
  expect(again).toMatchObject({ status: 502 })
  expect(kept.size).toBe(0)
})
