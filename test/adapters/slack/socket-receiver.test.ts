// Holds the connection of Socket Mode to giving up in time, and to leaving nothing open behind it.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSocketReceiver } from '../../../src/adapters/slack/socket-receiver.ts'
import { APP_TOKEN, createSlackDouble, type SlackDouble } from '../../doubles/slack/slack-double.ts'
import { BOT_ID, BOT_USER, TEAM } from './payloads.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
let double: SlackDouble
beforeEach(async () => {
  const self = { userId: BOT_USER, botId: BOT_ID, team: TEAM }
  double = await createSlackDouble({ self, channels: [] })
})
afterEach(() => double.close())

const receiver = (connectLimitMs: number) =>
  createSocketReceiver({
    appToken: APP_TOKEN,
    apiUrl: double.apiUrl,
    take: () => Promise.resolve(undefined),
    log: quiet,
    connectLimitMs,
  })

it('gives up a connection over which Slack never says hello, and can start again', async () => {
  const socket = receiver(1000)
  double.socket.staySilent()
  await expect(socket.start()).rejects.toMatchObject({ code: 'unavailable' })
  await expect(double.sendSocket('events_api', {})).rejects.toThrow('nobody is connected')
  await socket.start()
  await double.sendSocket('slash_commands', {})
  await socket.stop()
  await expect(double.sendSocket('slash_commands', {})).rejects.toThrow('nobody is connected')
})

it('stops although it was never started', async () => {
  await receiver(200).stop()
})
