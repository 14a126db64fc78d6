// Holds the manifest to what the adapter does, and to asking for no more.
import { describe, expect, it } from 'vitest'
import { EVENTS, SCOPES, slackManifest } from '../../../src/adapters/slack/manifest.ts'
import { SAMPLE_COMMANDS } from '../recording-core.ts'

describe('slackManifest', () => {
  it('turns Socket Mode on by default and names no address', () => {
    const manifest = slackManifest(SAMPLE_COMMANDS)
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(manifest)).not.toContain('url')
  })

  it('names the address everywhere where Slack has to call it', () => {
    const requestUrl = 'https://bot.example/slack/events'
    const manifest = slackManifest(SAMPLE_COMMANDS, { socketMode: false, requestUrl })
    expect(JSON.stringify(manifest).split(requestUrl)).toHaveLength(5)
    expect(manifest.settings.socket_mode_enabled).toBe(false)
  })

  it('hints at every command with its options', () => {
    const [slash] = slackManifest(SAMPLE_COMMANDS).features.slash_commands
    expect(slash?.command).toBe('/magnets')
    expect(slash?.usage_hint).toContain('fruit <name> | compare <a> <b>')
    expect(slash?.usage_hint).toContain('topics [name]')
  })

  it('keeps the hint within its limit however many commands there are', () => {
    const [command] = SAMPLE_COMMANDS
    if (command === undefined) throw new Error('there are commands')
    const [slash] = slackManifest(Array(500).fill(command)).features.slash_commands
    expect(slash?.usage_hint.length).toBeLessThanOrEqual(1000)
  })

  it('asks for exactly the scopes that its events and methods need', () => {
    const needs: Record<string, string | undefined> = {
      app_mention: 'app_mentions:read',
      'message.im': 'im:history',
      'message.channels': 'channels:history',
      'message.groups': 'groups:history',
      'message.mpim': 'mpim:history',
      app_home_opened: undefined,
      assistant_thread_started: 'assistant:write',
      assistant_thread_context_changed: undefined,
      app_uninstalled: undefined,
      tokens_revoked: undefined,
    }
    expect(EVENTS.map(({ name }) => name).toSorted()).toEqual(Object.keys(needs).toSorted())
    const called = ['commands', 'chat:write', 'users:read', 'channels:read', 'groups:read']
    const wanted = [...Object.values(needs).flatMap(scope => scope ?? []), ...called]
    expect(SCOPES.map(({ name }) => name).toSorted()).toEqual(wanted.toSorted())
    expect(slackManifest(SAMPLE_COMMANDS).oauth_config.scopes.bot.toSorted()).toEqual(
      wanted.toSorted(),
    )
  })
})
