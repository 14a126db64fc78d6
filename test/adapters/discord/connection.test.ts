// Logging in to the gateway with the unmodified SDK, and what may go wrong there.
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDiscordAdapter } from '../../../src/adapters/discord/index.ts'
import { IDS, startDiscordDouble, TOKEN } from '../../doubles/discord/discord-double.ts'
import { recordingCore } from '../recording-core.ts'
import { connectDiscord, recordingLog } from './bench.ts'

/** discord.js waits half a second before it connects anew, and greets again a while later. */
const BUSY = { timeout: 5000, interval: 10 }

describe('the connection to Discord', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  const start = async (token: string, allowedIntents?: number) => {
    const double = await startDiscordDouble(allowedIntents === undefined ? {} : { allowedIntents })
    closing.push(double.close)
    const core = recordingCore()
    const { log } = recordingLog()
    const adapter = createDiscordAdapter({ core, token, apiUrl: double.apiUrl, log })
    closing.push(adapter.stop)
    return { double, started: adapter.start() }
  }

  it('asks for servers, their messages and direct messages, and for nothing privileged', async () => {
    const { double, started } = await start(TOKEN)
    await started
    expect(double.gateway.identifies).toEqual([
      { token: TOKEN, intents: (1 << 0) | (1 << 9) | (1 << 12), shard: [0, 1] },
    ])
  })

  it('takes a token that was pasted with the word Bot before it', async () => {
    const { started } = await start(`Bot ${TOKEN}`)
    await expect(started).resolves.toBeUndefined()
  })

  it('says that a wrong token is refused', async () => {
    const { started } = await start('not-the-token')
    await expect(started).rejects.toMatchObject({ code: 'unauthorised' })
  })

  it('says that intents are refused instead of waiting', async () => {
    const { started } = await start(TOKEN, 1)
    await expect(started).rejects.toMatchObject({ code: 'unauthorised' })
  })

  it('says that nobody is there', async () => {
    const core = recordingCore()
    const apiUrl = 'http://127.0.0.1:9/api'
    const adapter = createDiscordAdapter({ core, token: TOKEN, apiUrl, log: recordingLog().log })
    await expect(adapter.start()).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('resumes when Discord asks to reconnect, and misses nothing', async () => {
    const core = recordingCore()
    const bench = await connectDiscord(core)
    closing.push(bench.close)
    bench.double.gateway.askToReconnect()
    bench.double.people.write({ channel: IDS.direct, content: 'while you were away' })
    expect(await core.incoming(1)).toMatchObject({ text: 'while you were away' })
    expect(bench.double.gateway.resumes).toBe(1)
    await bench.direct('and after')
    expect(await core.incoming(2)).toMatchObject({ text: 'and after' })
  })

  it('resumes when the connection is cut, and misses nothing', async () => {
    const core = recordingCore()
    const bench = await connectDiscord(core)
    closing.push(bench.close)
    bench.double.gateway.cut()
    bench.double.people.write({ channel: IDS.direct, content: 'while you were away' })
    expect(await core.incoming(1)).toMatchObject({ text: 'while you were away' })
    expect(bench.double.gateway.resumes).toBe(1)
  })

  it('knows that it is cut off, and that it is back', async () => {
    const bench = await connectDiscord(recordingCore())
    closing.push(bench.close)
    expect(bench.adapter.connected()).toBe(true)
    bench.double.gateway.cut()
    await expect.poll(bench.adapter.connected, BUSY).toBe(false)
    await expect.poll(bench.adapter.connected, BUSY).toBe(true)
    expect(bench.double.gateway.resumes).toBe(1)
  })

  it('is not connected before it is ready', async () => {
    const double = await startDiscordDouble()
    closing.push(double.close)
    const { log } = recordingLog()
    const options = { core: recordingCore(), token: TOKEN, apiUrl: double.apiUrl, log }
    const adapter = createDiscordAdapter(options)
    closing.push(adapter.stop)
    const release = double.gateway.holdReady()
    const started = adapter.start()
    await expect.poll(() => double.gateway.identifies).toHaveLength(1)
    expect(adapter.connected()).toBe(false)
    release()
    await started
    expect(adapter.connected()).toBe(true)
  })

  it('resumes at once where its session is called invalid and may be resumed', async () => {
    const core = recordingCore()
    const bench = await connectDiscord(core)
    closing.push(bench.close)
    bench.double.gateway.invalidate({ resumable: true })
    bench.double.people.write({ channel: IDS.direct, content: 'in between' })
    expect(await core.incoming(1)).toMatchObject({ text: 'in between' })
    expect(bench.double.gateway.identifies).toHaveLength(1)
  })

  it.for(['called invalid', 'forgotten'])(
    'begins anew where its session is %s, and hears what comes from then on',
    async how => {
      const core = recordingCore()
      const bench = await connectDiscord(core)
      closing.push(bench.close)
      const { gateway, people } = bench.double
      // discord.js lets five seconds pass between two greetings.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 })
      onTestFinished(() => void vi.useRealTimers())
      if (how === 'called invalid') gateway.invalidate({ resumable: false })
      else gateway.cut()
      gateway.forgetSessions()
      people.write({ channel: IDS.direct, content: 'nobody hears this' })
      await expect.poll(() => gateway.served, BUSY).toHaveLength(1)
      people.write({ channel: IDS.direct, content: 'and after' })
      expect(await core.incoming(1)).toMatchObject({ text: 'and after' })
      expect(gateway.identifies).toHaveLength(2)
    },
  )

  it('lives on after payloads that nobody can read', async () => {
    const core = recordingCore()
    const bench = await connectDiscord(core)
    closing.push(bench.close)
    const { gateway } = bench.double
    const message = {
      id: bench.double.world.newId(),
      channel_id: IDS.direct,
      content: 'x',
      type: 0,
    }
    const broken = [null, {}, [], 'text', 7, message, { ...message, author: null }]
    const events = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'MESSAGE_DELETE_BULK']
    const more = [
      'INTERACTION_CREATE',
      'THREAD_CREATE',
      'THREAD_LIST_SYNC',
      'GUILD_CREATE',
      'NEW_ONE',
    ]
    for (const event of [...events, ...more]) {
      for (const data of broken) gateway.dispatch(event, data)
    }
    for (const raw of ['{', 'null', '[]', '{"op":99}', '']) gateway.sendRaw(raw)
    await bench.direct('a person')
    await expect.poll(() => core.received.at(-1)).toMatchObject({ text: 'a person' })
    const levels = bench.lines.filter(line => line.level !== 'info').map(line => line.message)
    const own = 'an interaction could not be read'
    expect(new Set(levels)).toEqual(new Set(['discord.js could not read an event', own]))
  })
})
