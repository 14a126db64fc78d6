// Sends what goes out to the platforms through the proxy that HTTPS_PROXY and HTTP_PROXY name.
import http from 'node:http'
import https from 'node:https'
import {
  type buildConnector,
  type Dispatcher,
  EnvHttpProxyAgent,
  errors,
  Pool,
  setGlobalDispatcher,
} from 'undici'
import { UserError } from '#magnets'
import type { Config, ProxyConfig } from './config.ts'

/** A proxy opens a connection in less, or not at all. */
const CHECK_LIMIT_MS = 15_000
const SLACK = 'https://slack.com/api/'
const DISCORD = 'https://discord.com/api/'

/** Opens the way through the proxy; throws a UserError where a platform can't be reached by it. */
export async function throughProxy(
  config: Config,
  proxy: ProxyConfig,
): Promise<{ readonly dispatcher: Dispatcher }> {
  const dispatcher = useProxy(proxy)
  const troubles = await proxyTroubles(config)
  if (troubles.length > 0) throw new UserError('configuration', troubles.join('\n'))
  return { dispatcher }
}

/**
 * From here on `fetch`, undici and the WebSockets of the package `ws` go through the proxy, whoever
 * uses them in this process. What it returns is for those that choose their way by themselves.
 */
export function useProxy(proxy: ProxyConfig): Dispatcher {
  if (!process.allowedNodeEnvironmentFlags.has('--use-env-proxy')) {
    const message = `${variableFor(proxy, 'https:')} needs Node 24.5 or newer, and this is ${process.versions.node}; "npm start" brings its own.`
    throw new UserError('configuration', message)
  }
  const httpProxy = proxyFor(proxy, 'http:') ?? ''
  const httpsProxy = proxyFor(proxy, 'https:') ?? ''
  const noProxy = exceptions(proxy.except)
  const dispatcher = new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy, factory: poolFor })
  setGlobalDispatcher(dispatcher)
  const proxyEnv = { HTTP_PROXY: httpProxy, HTTPS_PROXY: httpsProxy, NO_PROXY: noProxy }
  giveHandshakes(http, new http.Agent({ proxyEnv }))
  giveHandshakes(https, new https.Agent({ proxyEnv }))
  return dispatcher
}

/** Why platforms can't be reached by way of the proxy, one line each; empty where all can. */
export async function proxyTroubles({ proxy, slack, discord }: Config): Promise<readonly string[]> {
  if (proxy === undefined) return []
  const addresses = [slack && (slack.apiUrl ?? SLACK), discord && (discord.apiUrl ?? DISCORD)]
  const asked = addresses.map(address => address && proxyTrouble(proxy, new URL(address)))
  return (await Promise.all(asked)).filter(trouble => trouble !== undefined)
}

async function proxyTrouble(proxy: ProxyConfig, address: URL): Promise<string | undefined> {
  const url = proxyFor(proxy, address.protocol)
  if (url === undefined || isException(proxy, address)) return undefined
  const why = await whyNot(address)
  if (why === undefined) return undefined
  const { host } = new URL(url)
  return `${variableFor(proxy, address.protocol)} names the proxy ${host}, and through it ${address.host} can't be reached: ${why}`
}

function proxyFor({ https, http }: ProxyConfig, protocol: string): string | undefined {
  return protocol === 'https:' ? (https ?? http) : http
}

function variableFor({ https }: ProxyConfig, protocol: string): string {
  return protocol === 'https:' && https !== undefined ? 'HTTPS_PROXY' : 'HTTP_PROXY'
}

/**
 * As both of Node's readers understand it: "host" is to node:http that host alone and to undici all
 * below it as well, ".host" is so to both, and "*" has to stand alone for undici.
 */
function exceptions(hosts: readonly string[]): string {
  if (hosts.includes('*')) return '*'
  return hosts.map(host => host.replace(/^(?:\*?\.)?([^:]+)$/, '.$1')).join(',')
}

function isException({ except }: ProxyConfig, { protocol, hostname, port }: URL): boolean {
  const place = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
  return except
    .map(host => host.replace(/^\*?\./, '').toLowerCase())
    .some(host => host === '*' || place === host || `.${hostname}`.endsWith(`.${host}`))
}

/**
 * undici 7 takes a proxy that hangs up for a server that did, and connects again at once and for
 * ever, thousands of times a second (nodejs/undici issue 3897, put right in 8, whose dispatchers
 * break the uploads of discord.js). Under another code than that of a hung-up server it gives up.
 */
function poolFor(origin: string | URL, options: Pool.Options): Dispatcher {
  const { connect } = options
  if (typeof connect !== 'function') return new Pool(origin, options)
  const once: buildConnector.connector = (to, done) =>
    connect(to, (...[error, socket]) => {
      if (error === null) done(null, socket)
      else done(error instanceof errors.SocketError ? new Error('the proxy hung up') : error, null)
    })
  return new Pool(origin, { ...options, connect: once })
}

/**
 * Gives an agent to WebSocket handshakes that come without one. The package `ws`, by which
 * discord.js reaches its gateway, opens its connections by itself, past the global agents, and
 * discord.js has no option for an agent.
 */
function giveHandshakes(module: typeof http | typeof https, agent: http.Agent): void {
  const send = module.request as (...given: unknown[]) => unknown
  const request = (first: unknown, ...rest: unknown[]): unknown =>
    send(isBareHandshake(first) ? { ...first, agent } : first, ...rest)
  Object.assign(module, { request })
}

function isBareHandshake(options: unknown): options is object {
  const { agent, headers } = Object(options) as http.RequestOptions
  return agent === undefined && Object(headers).Upgrade === 'websocket'
}

async function whyNot(address: URL): Promise<string | undefined> {
  const signal = AbortSignal.timeout(CHECK_LIMIT_MS)
  try {
    const { status } = await fetch(address, { method: 'HEAD', redirect: 'manual', signal })
    return status === 407 ? refusal('407') : undefined
  } catch (error) {
    if (signal.aborted) return `no answer in ${CHECK_LIMIT_MS / 1000} seconds`
    const { code, message } = rootOf(error)
    const status = /^Proxy response \((\d+)\)/.exec(message)?.[1]
    if (status !== undefined) return refusal(status)
    if (!/CERT|UNABLE_TO/.test(code ?? '')) return message
    return `${message}; where the proxy opens TLS, NODE_EXTRA_CA_CERTS has to name a file with its certificate`
  }
}

function refusal(status: string): string {
  if (status !== '407') return `the proxy refuses with ${status}`
  return 'the proxy wants a name and a password (407), as in http://name:password@proxy.example:3128'
}

function rootOf(error: unknown): { readonly message: string; readonly code?: string } {
  if (!(error instanceof Error)) return { message: String(error) }
  const deeper = error instanceof AggregateError ? error.errors[0] : error.cause
  return deeper === undefined ? error : rootOf(deeper)
}
