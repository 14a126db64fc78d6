// Serving some of the shards, others, or none, while other machines serve the rest.
import { afterEach, describe, expect, it } from 'vitest'
import { createDiscordAdapter, type DiscordOptions } from '../../../src/adapters/discord/index.ts'
import { IDS, startDiscordDouble, TOKEN } from '../../doubles/discord/discord-double.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { recordingLog } from './bench.ts'

const MENTION = `<@${IDS.bot}>`
/** Of three shards the double's server is on the second, and direct messages come to the first. */
const SHARDS = { shardCount: 3 }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function house(more: Partial<DiscordOptions> = {}) {
  const double = await startDiscordDouble()
  const core = recordingCore()
  const { log, lines } = recordingLog()
  const options = { core, token: TOKEN, apiUrl: double.apiUrl, log, ...SHARDS, ...more }
  const adapter = createDiscordAdapter(options)
  closing.push(adapter.stop, double.close)
  const { people, gateway } = double
  return {
    double,
    gateway,
    adapter,
    core,
    lines,
    inServer: (words: string) =>
      people.write({ channel: IDS.channel, content: `${MENTION} ${words}` }),
    inDirect: (words: string) => people.write({ channel: IDS.direct, content: words }),
    heard: () =>
      core.received.map(incoming => ('text' in incoming ? incoming.text : incoming.kind)),
    served: () => gateway.served.map(([id]) => id).toSorted(),
  }
}

describe('shards of Discord', () => {
  it('are all served where nothing else is said', async () => {
    const { adapter, gateway, served, inServer, inDirect, core, heard } = await house()
    await adapter.start()
    expect(served()).toEqual([0, 1, 2])
    expect(gateway.identifies.map(({ shard }) => shard[1])).toEqual([3, 3, 3])
    inServer('one')
    inDirect('two')
    await core.incoming(2)
    expect(heard().toSorted()).toEqual(['one', 'two'])
  })

  it('tell what everybody sees, also once others are served beside them', async () => {
    const { adapter, double, core } = await house({ shards: [1] })
    await adapter.start()
    const visibility = async (count: number) => {
      await double.people.command('colours', {}).answered
      return (await core.incoming(count)).place.visibility
    }
    expect(await visibility(1)).toBe('public')
    await adapter.serve([0, 1])
    expect(await visibility(2)).toBe('public')
  })

  it('are served as named, and what comes to others is not heard', async () => {
    const { adapter, served, inServer, inDirect, core, heard } = await house({ shards: [0] })
    await adapter.start()
    expect(served()).toEqual([0])
    inServer('one')
    inDirect('two')
    await core.incoming(1)
    expect(heard()).toEqual(['two'])
  })

  it('change without a gap: the new connection is ready before the old one goes', async () => {
    const { adapter, gateway, served, inServer, inDirect, core, heard } = await house({
      shards: [0],
    })
    await adapter.start()
    const release = gateway.holdReady()
    const serving = adapter.serve([1, 0])
    await expect.poll(() => gateway.identifies).toHaveLength(3)
    inDirect('while it connects')
    await core.incoming(1)
    expect(adapter.connected()).toBe(true)
    expect(served()).toEqual([0])
    release()
    await serving
    await expect.poll(served).toEqual([0, 1])
    inServer('and after')
    inDirect('there as well')
    await core.incoming(3)
    expect(heard()).toEqual(['while it connects', 'and after', 'there as well'])
    expect(adapter.connected()).toBe(true)
  })

  it('are left alone where they are served already', async () => {
    const { adapter, gateway, lines } = await house({ shards: [0, 1] })
    await adapter.start()
    await adapter.serve([1, 0, 1])
    await gateway.arrived()
    expect(gateway.identifies).toHaveLength(2)
    expect(lines).toHaveLength(1)
  })

  it('can be none: nothing is connected, and answers go out all the same', async () => {
    const { adapter, double, core, inDirect, served } = await house({ shards: [] })
    expect(adapter.connected()).toBe(false)
    await adapter.start()
    expect(adapter.connected()).toBe(true)
    expect(double.gateway.identifies).toEqual([])
    const { id } = inDirect('how many?')
    const address = { platform: 'discord', ids: { channel: IDS.direct, question: id } }
    for (const number of [1, 2]) {
      double.world.forgetNonces()
      await adapter.poster.post(address, sampleReply('Seven.'), { key: `discord:${id}`, number })
    }
    const own = [...double.world.messages.values()].filter(m => m.author === IDS.bot)
    expect(own).toHaveLength(1)
    await adapter.serve([0])
    expect(served()).toEqual([0])
    await adapter.serve([])
    await expect.poll(served).toEqual([])
    expect(core.received).toEqual([])
  })

  it('stay as they are where the change fails', async () => {
    const { adapter, double, served, core, inDirect } = await house({ shards: [0] })
    await adapter.start()
    // discord.js asks four times.
    for (const _ of [1, 2]) double.failNext('unavailable', 0, 'gateway')
    await expect(adapter.serve([0, 1])).rejects.toMatchObject({ code: 'unavailable' })
    expect(served()).toEqual([0])
    expect(adapter.connected()).toBe(true)
    inDirect('still there?')
    await core.incoming(1)
    await adapter.serve([0, 1])
    await expect.poll(served).toEqual([0, 1])
  })

  it('change one after the other, and the last word counts', async () => {
    const { adapter, gateway, served } = await house({ shards: [] })
    await adapter.start()
    await Promise.all([adapter.serve([0]), adapter.serve([0, 1, 2]), adapter.serve([2])])
    await expect.poll(served).toEqual([2])
    expect(gateway.identifies.map(({ shard }) => shard[0])).toEqual([0, 0, 1, 2, 2])
  })

  it('must be among those that there are', async () => {
    const { adapter } = await house({ shards: [] })
    await adapter.start()
    for (const id of [3, -1, 0.5]) await expect(adapter.serve([id])).rejects.toThrow('no shard')
  })

  it('are not served before the start nor after the end', async () => {
    const { adapter, gateway } = await house({ shards: [] })
    await adapter.serve([0])
    await adapter.start()
    await adapter.stop()
    await adapter.serve([0])
    expect(adapter.connected()).toBe(false)
    expect(gateway.identifies).toEqual([])
  })

  it('are let go by an end that comes while they connect', async () => {
    const { adapter, gateway, served, inDirect, core } = await house({ shards: [] })
    await adapter.start()
    const release = gateway.holdReady()
    const serving = adapter.serve([0])
    await expect.poll(() => gateway.identifies).toHaveLength(1)
    const stopped = adapter.stop()
    expect(adapter.connected()).toBe(false)
    release()
    await Promise.all([serving, stopped])
    await expect.poll(served).toEqual([])
    inDirect('anybody there?')
    expect(core.received).toEqual([])
  })

  it('bring the deletions of what another machine has heard', async () => {
    let at = Date.now() - 10 * 60_000
    const { adapter, double, core } = await house({ now: () => at })
    await adapter.start()
    const id = double.world.newId()
    const gone = { id, channel_id: IDS.channel, guild_id: IDS.guild }
    double.gateway.dispatch('MESSAGE_DELETE', gone)
    await double.gateway.arrived()
    expect(core.received).toEqual([])
    at = Date.now()
    await adapter.serve([1])
    double.gateway.dispatch('MESSAGE_DELETE', gone)
    expect(await core.incoming(1)).toMatchObject({ kind: 'delete', original: `discord:${id}` })
  })
})
