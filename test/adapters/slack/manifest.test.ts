// Holds the manifest to what the adapter does, and to asking for no more.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { EVENTS, SCOPES, slackManifest } from '../../../src/adapters/slack/manifest.ts'
import * as payloads from '../../../src/adapters/slack/payloads.ts'
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

  it('has a home, a pane and both shortcuts, by the names that the code listens to', () => {
    const { features } = slackManifest(SAMPLE_COMMANDS)
    expect(features.app_home.home_tab_enabled).toBe(true)
    expect(features.assistant_view.assistant_description).not.toBe('')
    expect(features.shortcuts).toMatchObject([
      { type: 'message', callback_id: 'check_message' },
      { type: 'global', callback_id: 'ask' },
    ])
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24)
      expect(description.length).toBeLessThanOrEqual(150)
    }
  })

  it('is sent exactly the events that the code reads', () => {
    const kinds = EVENTS.map(({ name }) => (name.startsWith('message.') ? 'message' : name))
    expect([...new Set(kinds)].toSorted()).toEqual([...eventsRead()].toSorted())
  })

  it('knows the scopes of every method that the code calls', () => {
    expect(methodsCalled().filter(method => METHOD_SCOPES[method] === undefined)).toEqual([])
    // Found by their form in the sources: without these the search would have gone wrong.
    expect(methodsCalled()).toEqual(
      expect.arrayContaining(['auth.test', 'chat.postMessage', 'views.publish', 'users.info']),
    )
  })

  it('asks for exactly the scopes that its events, methods and commands need', () => {
    const wanted = new Set([
      'commands',
      ...EVENTS.flatMap(({ name }) => EVENT_SCOPES[name] ?? []),
      ...methodsCalled().flatMap(method => METHOD_SCOPES[method] ?? []),
    ])
    const { bot } = slackManifest(SAMPLE_COMMANDS).oauth_config.scopes
    expect(bot.toSorted()).toEqual([...wanted].toSorted())
    expect(bot).toEqual(SCOPES.map(({ name }) => name))
  })

  it('gives a reason of its own for each event and scope', () => {
    for (const all of [EVENTS, SCOPES]) {
      expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
      for (const { reason } of all) expect(reason).not.toBe('')
    }
  })
})

const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history']

/** Scopes without which Slack does not send an event; others need none. */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
}

/** Scopes of the bot token that Slack's documentation names for a method. */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'blocks.validate': [],
  'chat.delete': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': HISTORY,
  // Of direct and group conversations it is not asked.
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.replies': HISTORY,
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
}

/** Methods by the way in which the SDK's client is called: `client.chat.postMessage(`. */
function methodsCalled(): readonly string[] {
  const folder = new URL('../../../src/adapters/slack/', import.meta.url)
  const sources = readdirSync(folder).map(name => readFileSync(new URL(name, folder), 'utf8'))
  const calls = sources.flatMap(source => [
    ...source.matchAll(/(?:\bclient|clientFor\([^()]*\))\.((?:\w+\.)+\w+)\(/g),
  ])
  return [...new Set(calls.flatMap(([, method]) => method ?? []))]
}

/** Types of events in everything that is read of the Events API. */
function eventsRead(): ReadonlySet<string> {
  const found = new Set<string>()
  const collect = (schema: unknown): void => {
    if (schema instanceof z.ZodUnion) for (const option of schema.options) collect(option)
    if (!(schema instanceof z.ZodObject)) return
    const { type } = schema.shape
    if (type instanceof z.ZodLiteral) for (const value of type.values) found.add(String(value))
    if (type instanceof z.ZodEnum) for (const value of type.options) found.add(String(value))
  }
  for (const schema of Object.values(payloads)) {
    if (schema instanceof z.ZodObject && 'event' in schema.shape) collect(schema.shape.event)
  }
  return found
}
