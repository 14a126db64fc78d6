// The house at work: store, delivery, listener and platforms, brought up in order and shut in order.
import { readFileSync } from 'node:fs'
import {
  type Adapter,
  type Asker,
  type Chart,
  type Core,
  type Meter,
  NO_METER,
  PlatformError,
  type Vault,
  type VectorShelf,
} from '#magnets'
import type { Config } from './config.ts'
import { createDelivery } from './delivery/delivery.ts'
import type { Engines } from './delivery/respond.ts'
import { realTimers, within } from './delivery/timers.ts'
import type { Log } from './log.ts'
import type { Listener } from './server/listener.ts'
import { openStore, type Store } from './store/store.ts'

/** A connection that does not close by itself is left to the end of the process. */
const CLOSE_LIMIT_MS = 5_000
/** With delivery's own limits before it, all is over within ten seconds. */
const DATA_CLOSE_LIMIT_MS = 500
/** How often shares of a sharded platform, and the others' base, are looked at. */
const NEIGHBOURS_MS = 3_000

export interface HouseOptions {
  readonly config: Config
  readonly log: Log
  readonly engines: Engines
  /** False keeps everything in memory: a conversation at the terminal leaves nothing behind. */
  readonly durable: boolean
}

export interface House {
  readonly core: Core
  /** What a language model may cost, and what it is counted by. */
  readonly ledger: Store['spending']
  readonly meter: Meter
  /** Where vectors of facts are kept. */
  readonly shelf: VectorShelf
  /** Connects an adapter and hands its events to delivery. */
  connect(adapter: Adapter): Promise<void>
  /** Joins, listens and connects every configured platform. */
  start(): Promise<void>
  /** Only what a conversation at the terminal needs. */
  open(): Promise<void>
  baseChanged(): Promise<void>
  /** Takes nothing more, answers what is in hand, and closes all connections. */
  stop(): Promise<void>
}

type Draw = (chart: Chart) => Promise<{ readonly png: Uint8Array }>

/** A chart says the same to everybody. */
const NOBODY: Asker = { platform: 'house', id: '-', audience: 'everyone' }
/** Most people leave the platform that takes pictures in its dark look. */
const PICTURE_THEME = 'dark'

/** An adapter that shares its platform's connections with other processes. */
interface Sharing extends Adapter {
  serve(shards: readonly number[]): Promise<void>
}

export async function createHouse({ config, log, engines, durable }: HouseOptions): Promise<House> {
  const instance = crypto.randomUUID().slice(0, 8)
  const ending = new AbortController()
  const { signal } = ending
  const store = await openStore({
    ...(durable ? config.store : {}),
    instance,
    platforms: [...(config.slack ? ['slack'] : []), ...(config.discord ? ['discord'] : [])],
    // Who sits at the terminal asks as fast as they like.
    limits: durable ? config.limits : { person: 0, channel: 0 },
    clock: realTimers.now,
    sleep: ms => realTimers.sleep(ms),
    onTrouble: troubleLog(log),
  })
  const running: Adapter[] = []
  const { meter, routes } = config.listen ? await observe() : { meter: NO_METER, routes: [] }
  const { keepDays } = config.store
  const delivery = createDelivery({
    ...engines,
    ...{ store, log, meter, keepDays },
    timers: realTimers,
    random: Math.random,
    newReference: () => crypto.randomUUID().slice(0, 8),
    curators: config.curators,
    slow: config.model !== undefined,
    pressLimit: durable ? config.limits.person : 0,
  })
  let listener: Listener | undefined
  let neighbours: Promise<void> = Promise.resolve()
  let closing: Promise<void> | undefined

  /** What the process tells of itself; loaded only where somebody can ask. */
  async function observe() {
    const [{ healthRoutes }, { createMetrics }] = await Promise.all([
      import('./server/health.ts'),
      import('./server/metrics.ts'),
    ])
    const metrics = createMetrics({
      async inbox() {
        const { waiting, oldestMs } = await store.deadLetters.depth(realTimers.now())
        return { depth: waiting, oldestMs }
      },
      instances: async () => (await store.membership.live()).length,
    })
    const health = healthRoutes({
      version: programVersion(),
      instance,
      now: realTimers.now,
      base: () => ({ version: engines.base().version, facts: engines.base().facts.length }),
      platforms: () =>
        Object.fromEntries(running.map(({ poster, connected }) => [poster.platform, connected()])),
      commandsOnly: () => running.flatMap(a => (a.commandsOnly ? a.poster.platform : [])),
      askStore: () => store.reach(),
      liveBaseVersions: async () => (await store.membership.live()).map(({ base }) => base),
    })
    return { meter: metrics.meter, routes: [...health, metrics.route] }
  }

  async function connect(adapter: Adapter): Promise<void> {
    attach(adapter)
    await adapter.start()
  }

  function attach(adapter: Adapter): void {
    delivery.attach(adapter.poster)
    running.push(adapter)
  }

  async function start(): Promise<void> {
    const adapters = await platforms(config, log, { core: delivery.core, draw, vault })
    for (const adapter of adapters) attach(adapter)
    if (config.listen !== undefined) {
      const { createListener } = await import('./server/listener.ts')
      const offered = adapters.flatMap(adapter => adapter.routes ?? [])
      listener = createListener({ ...config.listen, routes: [...routes, ...offered], log })
      await listener.start()
    }
    await delivery.start()
    for (const adapter of adapters) {
      await adapter.start()
      if (shares(adapter)) await share(adapter)
    }
    neighbours = watchNeighbours()
  }

  /** Shares shards out anew as processes come and go, and says when one serves another base. */
  async function watchNeighbours(): Promise<void> {
    let known = ''
    while (!signal.aborted) {
      try {
        for (const adapter of running) if (shares(adapter)) await share(adapter)
        const live = await store.membership.live()
        const own = engines.base().version
        const others = live.filter(({ base }) => base !== own)
        const names = others.map(({ id, base }) => `${id} ${base}`).join(', ')
        if (names !== known && others.length > 0) {
          log.warn({ own, others }, 'replicas serve another version of the base')
        }
        known = names
      } catch (error) {
        // That the store is away is said elsewhere, once. What was served before still is.
        const level = error instanceof PlatformError ? 'warn' : 'debug'
        log[level]({ err: error }, 'the work could not be shared out anew; it is tried again')
      }
      await realTimers.sleep(NEIGHBOURS_MS, signal)
    }
  }

  async function share(adapter: Sharing): Promise<void> {
    const { platform } = adapter.poster
    const shards = await store.assignShards(platform, config.discord?.shards ?? 1)
    if (signal.aborted) return
    await adapter.serve(shards)
    await store.confirmShards(shards)
  }

  const vault: Vault = {
    put: (install, body) => store.installations.put('slack', install, body, realTimers.now()),
    find: install => store.installations.find('slack', install),
    remove: install => store.installations.remove('slack', install),
  }

  /** The room for charts is entered when the first one is asked for. */
  async function draw(chart: Chart): Promise<{ readonly png: Uint8Array }> {
    const { drawChart } = await import('./chart/draw-chart.ts')
    const { now, commands } = engines
    const { format } = engines.context({ asker: NOBODY, now: now(), commands })
    const { unit } = engines.base()
    return drawChart(chart, { theme: PICTURE_THEME, format, unit })
  }

  async function close(): Promise<void> {
    ending.abort()
    const late = (): Error => new Error('a connection did not close in time')
    const inTime = (closing: Promise<void>, ms = CLOSE_LIMIT_MS): Promise<void> =>
      within(realTimers, ms, closing, late)
    const [left, ...closed] = await Promise.allSettled([
      delivery.stop(),
      ...running.map(adapter => inTime(adapter.stop())),
      inTime(listener?.stop() ?? Promise.resolve()),
      inTime(neighbours),
    ])
    for (const result of closed) {
      if (result.status === 'rejected') log.warn({ err: result.reason }, 'a platform did not close')
    }
    if (left.status === 'fulfilled' && left.value > 0) {
      log.warn({ left: left.value }, 'stopped before everything was answered; the rest is kept')
    }
    await inTime(store.close(), DATA_CLOSE_LIMIT_MS).catch(error => {
      log.warn({ err: error }, 'the data did not close')
    })
  }

  return {
    core: delivery.core,
    ledger: store.spending,
    meter,
    shelf: store.vectors,
    connect,
    start,
    open: () => delivery.start(),
    baseChanged: () => delivery.baseChanged(),
    stop() {
      closing ??= close()
      return closing
    },
  }
}

function shares(adapter: Adapter): adapter is Sharing {
  return 'serve' in adapter
}

/** Trouble is told when it begins, with what to do, and when it is over. */
function troubleLog(log: Log): (error: unknown, advice: string | undefined) => void {
  return (err, advice) => {
    if (err === undefined) log.info({}, 'the data can be reached again')
    else log.error({ err, advice }, 'the data can not be reached; what was taken waits')
  }
}

function programVersion(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return String(JSON.parse(file).version)
}

/** Adapters of the configured platforms; what isn't configured is not even loaded. */
async function platforms(
  config: Config,
  log: Log,
  { core, draw, vault }: { readonly core: Core; readonly draw: Draw; readonly vault: Vault },
): Promise<readonly Adapter[]> {
  const { slack, discord, proxy } = config
  const way = proxy && (await (await import('./proxy.ts')).throughProxy(config, proxy))
  const adapters: Adapter[] = []
  if (slack !== undefined) {
    const { createSlackAdapter } = await import('./adapters/slack/index.ts')
    const { mode: given, oauth, ...access } = slack
    const { kind: _, ...mode } = given
    const installing = oauth === undefined ? {} : { oauth: { ...oauth, vault } }
    adapters.push(
      createSlackAdapter({ core, log, draw, ...access, ...installing, ...mode, ...way }),
    )
  }
  if (discord !== undefined) {
    const { createDiscordAdapter } = await import('./adapters/discord/index.ts')
    const { shards: shardCount, ...access } = discord
    // The store shares them out once all processes are known.
    const behindProxy = way !== undefined
    adapters.push(
      createDiscordAdapter({ core, log, draw, ...access, behindProxy, shardCount, shards: [] }),
    )
  }
  return adapters
}
