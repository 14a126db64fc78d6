// A process that shares its data with one that serves another base says so, in its log and in /healthz.
import { expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { openStore } from '../../src/store/store.ts'
import * as slackSays from '../adapters/slack/payloads.ts'
import { APP_TOKEN, BOT_TOKEN, createSlackDouble } from '../doubles/slack/slack-double.ts'
import { temporaryConfig } from '../temporary-folder.ts'

it('two versions of the base among replicas are told of', async () => {
  const { BOT_USER: userId, BOT_ID: botId, TEAM: team } = slackSays
  const double = await createSlackDouble({ self: { userId, botId, team }, channels: [] })
  onTestFinished(() => double.close())
  const mode = { kind: 'socket', appToken: APP_TOKEN } as const
  const slack = { botToken: BOT_TOKEN, apiUrl: double.apiUrl, mode }
  const config = { ...temporaryConfig(), slack, listen: { host: '127.0.0.1', port: 0 } }
  const other = await openStore({
    ...config.store,
    instance: 'other',
    // A process that lives, as far as this one can tell.
    pid: process.ppid,
    limits: config.limits,
    clock: Date.now,
    sleep: async () => undefined,
    onTrouble: () => undefined,
  })
  await other.membership.join('another-base')
  await other.close()

  const lines: { readonly message: string; readonly fields: Record<string, unknown> }[] = []
  const note = (fields: object, message: string) =>
    void lines.push({ message, fields: { ...fields } })
  const log = { debug: note, info: note, warn: note, error: note }
  const app = await createApp({ config, log, now: () => new Date('2026-11-23T12:00:00Z') })
  onTestFinished(() => app.stop())
  await app.start()
  await vi.waitFor(() =>
    expect(lines).toContainEqual({
      message: 'replicas serve another version of the base',
      fields: { own: app.base().version, others: [{ id: 'other', base: 'another-base' }] },
    }),
  )
  const port = lines.find(({ message }) => message === 'listening')?.fields.port
  const health = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect(await health.json()).toMatchObject({
    status: 'ok',
    baseVersion: app.base().version,
    otherVersions: ['another-base'],
  })
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
  expect(await ready.json()).toMatchObject({ status: 'ready', platforms: { slack: true } })
})
