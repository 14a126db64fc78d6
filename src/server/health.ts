// What the house tells of itself: /healthz while it lives, /readyz while it can take and answer.
import type { HttpResponse, Route } from '#magnets'
import { askInTime } from './in-time.ts'

/** The store answers in milliseconds; who watches waits for seconds at most. */
const STORE_LIMIT_MS = 2_000

/** How the parts are, asked anew for each request. Nothing here may name a secret or an address. */
export interface HealthState {
  /** Of the program. */
  readonly version: string
  /** Tells this process from its replicas. */
  readonly instance: string
  /** Epoch milliseconds. */
  now(): number
  /** Undefined until it is loaded. */
  base(): { readonly version: string; readonly facts: number } | undefined
  /** Every configured platform by name: true while it is connected. */
  platforms(): Readonly<Record<string, boolean>>
  /** Those of them from which no messages come, by configuration. */
  commandsOnly(): readonly string[]
  /** Resolves when the store has answered. */
  askStore(): Promise<void>
  /** Versions of the base that live replicas serve, this one's among them or not. */
  liveBaseVersions(): Promise<readonly string[]>
}

/** /healthz and /readyz. A store that hangs is taken as out after 2 seconds. */
export function healthRoutes(state: HealthState): readonly Route[] {
  const reachesStore = askInTime(async () => {
    await state.askStore()
    return true
  }, STORE_LIMIT_MS)
  const liveVersions = askInTime(() => state.liveBaseVersions(), STORE_LIMIT_MS)
  /** When it was first found not to be ready; a process begins so. */
  let unreadySince: number | undefined = state.now()

  async function health(): Promise<HttpResponse> {
    const live = await liveVersions()
    const baseVersion = state.base()?.version ?? null
    const others = live?.filter(version => version !== baseVersion)
    return json(200, {
      status: 'ok',
      version: state.version,
      instance: state.instance,
      baseVersion,
      // Left out where the store, which alone knows, does not answer.
      ...(others && { otherVersions: [...new Set(others)].sort() }),
    })
  }

  async function readiness(): Promise<HttpResponse> {
    const store = (await reachesStore()) ?? false
    const platforms = state.platforms()
    const base = state.base() ?? null
    const ready = store && base !== null && Object.values(platforms).every(Boolean)
    unreadySince = ready ? undefined : (unreadySince ?? state.now())
    const since = unreadySince === undefined ? {} : { since: new Date(unreadySince).toISOString() }
    const status = ready ? 'ready' : 'not ready'
    const silent = state.commandsOnly()
    const commandsOnly = silent.length === 0 ? {} : { commandsOnly: silent }
    return json(ready ? 200 : 503, { status, ...since, platforms, ...commandsOnly, store, base })
  }

  return [
    { path: '/healthz', method: 'GET', handle: health },
    { path: '/readyz', method: 'GET', handle: readiness },
  ]
}

function json(status: number, body: object): HttpResponse {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  }
  return { status, headers, body: `${JSON.stringify(body)}\n` }
}
