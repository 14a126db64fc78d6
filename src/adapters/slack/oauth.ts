// Installing the app by OAuth: the way to Slack's page, and the way back with a code for a token.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { HttpRequest, HttpResponse, Route, Vault } from '#magnets'
import { type ClientOptions, type Installed, slackClient, whoWeAre } from './desks.ts'
import { SCOPES } from './manifest.ts'
import { toPlatformError } from './platform-error.ts'

export const INSTALL_PATH = '/slack/install'
export const OAUTH_PATH = '/slack/oauth'

/** Long enough to read Slack's page. */
const STATE_LIFE_MS = 10 * 60_000
const COOKIE = 'magnets_install'

export interface OAuthOptions extends ClientOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Where people reach us, without a slash at the end. Default: what the app names at Slack. */
  readonly publicUrl?: string
  readonly vault: Vault
  readonly now: () => number
}

export function oauthRoutes(options: OAuthOptions): readonly Route[] {
  const handle = (act: typeof install | typeof finish) => async (request: HttpRequest) =>
    act(request, options)
  return [
    { method: 'GET', path: INSTALL_PATH, handle: handle(install) },
    { method: 'GET', path: OAUTH_PATH, handle: handle(finish) },
  ]
}

/** To Slack's page, with a state that only this browser can bring back. */
async function install(_: HttpRequest, options: OAuthOptions): Promise<HttpResponse> {
  const { clientId, publicUrl, now } = options
  const nonce = randomBytes(16).toString('hex')
  const until = now() + STATE_LIFE_MS
  const to = new URL('https://slack.com/oauth/v2/authorize')
  to.searchParams.set('client_id', clientId)
  to.searchParams.set('scope', SCOPES.map(({ name }) => name).join(','))
  to.searchParams.set('state', `${nonce}.${until}.${signature(options, nonce, until)}`)
  if (publicUrl !== undefined) to.searchParams.set('redirect_uri', publicUrl + OAUTH_PATH)
  return { status: 302, headers: { location: to.href, ...cookie(nonce, STATE_LIFE_MS / 1000) } }
}

async function finish(request: HttpRequest, options: OAuthOptions): Promise<HttpResponse> {
  const given = new URLSearchParams(request.query)
  if (given.get('error') === 'access_denied') {
    return page(200, 'Nothing was installed: the request was declined.')
  }
  if (!isOurs(request, given.get('state') ?? '', options)) {
    return page(
      400,
      `This link is out of date or from another browser. Begin again at ${INSTALL_PATH}.`,
    )
  }
  const code = given.get('code') ?? ''
  if (code === '') return page(400, `Slack sent no code. Begin again at ${INSTALL_PATH}.`)
  try {
    const { key, name, body } = await exchange(code, options)
    await options.vault.put(key, JSON.stringify(body))
    options.log.info({ install: key }, 'Slack: installed')
    return page(200, `Installed in ${name}. Mention the bot in a channel, or write to it directly.`)
  } catch (error) {
    options.log.error({ err: toPlatformError(error, 'installing') }, 'Slack: not installed')
    return page(502, `Slack did not finish the installation. Begin again at ${INSTALL_PATH}.`)
  }
}

async function exchange(code: string, options: OAuthOptions) {
  const { clientId, clientSecret, publicUrl } = options
  const granted = await slackClient(undefined, options).oauth.v2.access({
    client_id: clientId,
    client_secret: clientSecret,
    code,
    ...(publicUrl === undefined ? {} : { redirect_uri: publicUrl + OAUTH_PATH }),
  })
  const { access_token: token, is_enterprise_install: whole, team, enterprise } = granted
  const place = whole ? enterprise : team
  if (token === undefined || place?.id === undefined) throw new Error('Slack named no token')
  const body: Installed = { token, ...(await whoWeAre(slackClient(token, options))) }
  return { key: place.id, name: place.name ?? place.id, body }
}

function isOurs(request: HttpRequest, state: string, options: OAuthOptions): boolean {
  const [, nonce = '', until = '', mac = ''] =
    /^([0-9a-f]{32})\.(\d{1,15})\.([0-9a-f]{64})$/.exec(state) ?? []
  if (nonce === '' || Number(until) < options.now()) return false
  const held = new RegExp(`(?:^|;\\s*)${COOKIE}=([0-9a-f]{32})(?:;|$)`).exec(
    request.header('cookie') ?? '',
  )?.[1]
  return held === nonce && same(mac, signature(options, nonce, Number(until)))
}

function signature({ clientSecret }: OAuthOptions, nonce: string, until: number): string {
  return createHmac('sha256', `state/${clientSecret}`).update(`${nonce}.${until}`).digest('hex')
}

function same(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

function cookie(value: string, seconds: number): Record<string, string> {
  const rules = `Path=/slack; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`
  return { 'set-cookie': `${COOKIE}=${value}; ${rules}` }
}

/** One plain sentence; the cookie has served its turn. */
function page(status: number, sentence: string): HttpResponse {
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...cookie('', 0) }
  return { status, headers, body: sentence.replace(/[\p{Cc}\p{Cf}]/gu, ' ') }
}
