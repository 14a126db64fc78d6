// A Slack that this project did not write: what it knows, and how to reach it.
import { createEmulator } from 'emulate'
import { onTestFinished } from 'vitest'
import { slackClient } from '../../../src/adapters/slack/desks.ts'
import { SCOPES } from '../../../src/adapters/slack/manifest.ts'

export const TOKEN = 'xoxb-second-opinion'
/** Of the same user: what the bot may not do, and the tests look at. */
export const READER = 'xoxb-second-opinion-reader'
export const APP = {
  id: '12.34',
  secret: 'abcdef0123456789abcdef',
  redirect: 'https://bot.example/slack/oauth',
}

export const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined }

export async function emulatedSlack() {
  const scopes = SCOPES.map(({ name }) => name)
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'magnets' }, { name: 'installer' }],
        channels: [{ name: 'general' }],
        tokens: [
          { token: TOKEN, user: 'magnets', scopes },
          { token: READER, user: 'magnets', scopes: ['files:read'] },
        ],
        oauth_apps: [
          {
            ...{ client_id: APP.id, client_secret: APP.secret, name: 'Magnets' },
            redirect_uris: [APP.redirect],
          },
        ],
      },
    },
  })
  onTestFinished(() => emulator.close())
  const apiUrl = `${emulator.url}/api/`
  const clientOf = (token: string) => slackClient(token, { apiUrl, fetch, log: QUIET })
  return { url: emulator.url, apiUrl, clientOf }
}
