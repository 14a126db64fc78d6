// Checks tokens and scopes against Slack, and says what to do about what is wrong.
import { webApi } from '@slack/bolt'
import { refusedBlocks } from './explain-refusal.ts'
import { APP_SCOPES, SCOPES } from './manifest.ts'
import { toPlatformError } from './platform-error.ts'
import { CALL_LIMIT_MS } from './response-url.ts'
import { SAMPLE_MESSAGE } from './sample-message.ts'

export interface Finding {
  readonly ok: boolean
  readonly what: string
  /** The next step, where something is wrong. */
  readonly next?: string
}

export interface DoctorOptions {
  readonly botToken?: string
  /** Set where there is no one token. */
  readonly oauth?: object
  readonly appToken?: string
  readonly signingSecret?: string
  /** Default: Slack's own. */
  readonly apiUrl?: string
  /** Default: the runtime's. */
  readonly fetch?: typeof fetch
}

/** One finding a check, in the order in which they matter; never throws. */
export async function checkSlack(options: DoctorOptions): Promise<Finding[]> {
  return [...(await checkBotToken(options)), ...(await checkConnection(options))]
}

async function checkBotToken(options: DoctorOptions): Promise<Finding[]> {
  const { botToken, oauth } = options
  if (oauth !== undefined && botToken === undefined) {
    return [{ ok: true, what: 'Slack: installed by OAuth, at /slack/install' }]
  }
  const page = 'OAuth & Permissions at api.slack.com/apps'
  if (botToken === undefined) {
    const next = `Copy the Bot User OAuth Token from ${page} into SLACK_BOT_TOKEN.`
    return [{ ok: false, what: 'Slack: no bot token', next }]
  }
  if (!botToken.startsWith('xoxb-')) {
    const next = `SLACK_BOT_TOKEN must be the Bot User OAuth Token, from ${page}.`
    return [{ ok: false, what: 'Slack: the bot token does not begin with xoxb-', next }]
  }
  try {
    const client = clientFor(botToken, options)
    const answer = await client.auth.test()
    const where = `${answer.user ?? answer.user_id} in ${answer.team ?? answer.team_id}`
    const login = { ok: true, what: `Slack: logged in as ${where}` }
    return [login, checkScopes(answer.response_metadata?.scopes), ...(await checkBlocks(client))]
  } catch (error) {
    const what = `Slack: ${toPlatformError(error, 'logging in').message}`
    return [{ ok: false, what, next: `Install the app again and copy its token from ${page}.` }]
  }
}

function checkScopes(held: readonly string[] | undefined): Finding {
  if (held === undefined) {
    return {
      ok: false,
      what: 'Slack: the scopes of the token could not be read',
      next: 'Try again.',
    }
  }
  const missing = SCOPES.filter(({ name }) => !held.includes(name))
  if (missing.length === 0) return { ok: true, what: 'Slack: all scopes are granted' }
  return {
    ok: false,
    what: `Slack: missing scopes: ${missing.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`,
    next: 'Put the manifest of `npx magnets slack manifest` into the app and install it again.',
  }
}

/** Nothing where the server can't be asked. What it refuses goes out in a simpler form: nothing is to be done. */
async function checkBlocks(client: webApi.WebClient): Promise<Finding[]> {
  try {
    const refused = await refusedBlocks(client, SAMPLE_MESSAGE)
    if (refused.length === 0) return [{ ok: true, what: 'Slack: takes every block of answers' }]
    const types = [...new Set(refused.map(({ type }) => type))].join(', ')
    return [{ ok: true, what: `Slack: answers go out in a simpler form without ${types}` }]
  } catch {
    return []
  }
}

async function checkConnection(options: DoctorOptions): Promise<Finding[]> {
  const { appToken, signingSecret } = options
  if (appToken === undefined) {
    if (signingSecret !== undefined) return [{ ok: true, what: 'Slack: signed HTTP is configured' }]
    return [
      {
        ok: false,
        what: 'Slack: neither an app token nor a signing secret',
        next: 'Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.',
      },
    ]
  }
  const scopes = APP_SCOPES.map(({ name }) => name).join(', ')
  const next = `Create an app-level token with ${scopes} under Basic Information and turn Socket Mode on.`
  if (!appToken.startsWith('xapp-')) {
    return [{ ok: false, what: 'Slack: the app token does not begin with xapp-', next }]
  }
  try {
    await clientFor(appToken, options).apps.connections.open()
    return [{ ok: true, what: 'Slack: Socket Mode can connect' }]
  } catch (error) {
    const what = `Slack: ${toPlatformError(error, 'opening Socket Mode').message}`
    return [{ ok: false, what, next }]
  }
}

/** What goes wrong is a finding, so the SDK has nothing to say about it by itself. */
function clientFor(token: string, { apiUrl, fetch: request = fetch }: DoctorOptions) {
  const silent = () => undefined
  return new webApi.WebClient(token, {
    fetch: (url, init) => request(url, init),
    timeout: CALL_LIMIT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: {
      debug: silent,
      info: silent,
      warn: silent,
      error: silent,
      setLevel: silent,
      getLevel: () => webApi.LogLevel.ERROR,
      setName: silent,
    },
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  })
}
