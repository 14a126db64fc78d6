// Slack's Web API as far as the bot uses it, over a workspace in memory.
import { blockFaults, homeProblem, messageProblem, viewProblem } from './check-message.ts'
import { FILE_METHODS, fileRefusal } from './files.ts'
import type { Message, Workspace } from './workspace.ts'

export const BOT_TOKEN = 'xoxb-double'
export const APP_TOKEN = 'xapp-double'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface WebApiOptions {
  readonly workspace: Workspace
  readonly self: { readonly userId: string; readonly botId: string; readonly team: string }
  /** Scopes that the token has. */
  readonly scopes: readonly string[]
  /** Trigger ids that are still alive. */
  readonly triggers: Set<string>
  readonly socketUrl: () => string
  /** Where the bytes of a file go. */
  readonly uploadUrl: (id: string) => string
}

type Args = Readonly<Record<string, unknown>>
export type Method = (args: Args, options: WebApiOptions) => Record<string, unknown>

const refuse = (workspace: Workspace, error: string, why = error): Record<string, unknown> => {
  workspace.refusals.push(`${error}: ${why}`)
  return { ok: false, error }
}

const METHODS: Readonly<Record<string, Method>> = {
  ...FILE_METHODS,
  'auth.test': (_, { self }) => ({
    ok: true,
    url: 'https://orchard.slack.example/',
    team: 'Orchard',
    team_id: self.team,
    user: 'magnets',
    user_id: self.userId,
    bot_id: self.botId,
  }),
  'apps.connections.open': (_, { socketUrl }) => ({ ok: true, url: socketUrl() }),
  'chat.postMessage': (args, { workspace }) => {
    if (!workspace.channels.has(String(args.channel))) return refuse(workspace, 'channel_not_found')
    const problem = messageProblem(args)
    if (problem !== undefined) return refuse(workspace, problem.error, problem.why)
    const unready = fileRefusal(workspace, args.blocks)
    if (unready !== undefined) return unready
    const message: Message = {
      channel: String(args.channel),
      ts: workspace.nextTs(),
      text: String(args.text ?? ''),
      ephemeral: false,
      ...(Array.isArray(args.blocks) ? { blocks: args.blocks } : {}),
      ...(args.thread_ts === undefined ? {} : { thread_ts: String(args.thread_ts) }),
      ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
    }
    workspace.messages.push(message)
    takeStatusAway(workspace, message.thread_ts)
    return { ok: true, channel: message.channel, ts: message.ts, message }
  },
  'chat.update': (args, { workspace }) => {
    const index = find(workspace, args)
    const before = workspace.messages[index]
    if (before === undefined) return refuse(workspace, 'message_not_found')
    const problem = messageProblem(args)
    if (problem !== undefined) return refuse(workspace, problem.error, problem.why)
    const unready = fileRefusal(workspace, args.blocks)
    if (unready !== undefined) return unready
    const { blocks: _, ...rest } = before
    const rich = Array.isArray(args.blocks) && args.blocks.length > 0 ? { blocks: args.blocks } : {}
    // Without new metadata the old one stays.
    const noted = args.metadata === undefined ? {} : { metadata: args.metadata }
    workspace.messages[index] = { ...rest, text: String(args.text ?? ''), ...rich, ...noted }
    return { ok: true, channel: before.channel, ts: before.ts }
  },
  'chat.delete': (args, { workspace }) => {
    const index = find(workspace, args)
    if (index < 0) return refuse(workspace, 'message_not_found')
    workspace.messages.splice(index, 1)
    return { ok: true, channel: args.channel, ts: args.ts }
  },
  'blocks.validate': (args, { workspace }) => {
    if (!Array.isArray(args.blocks)) return refuse(workspace, 'invalid_arguments', 'no blocks')
    const errors = blockFaults(args.blocks)
    return errors.length === 0 ? { ok: true } : { ok: false, error: 'invalid_blocks', errors }
  },
  'conversations.history': (args, { workspace }) => {
    if (!workspace.channels.has(String(args.channel))) return refuse(workspace, 'channel_not_found')
    const top = workspace.messages.filter(message => message.thread_ts === undefined)
    // The latest come first, in a thread the earliest.
    return page(args, workspace, top.toReversed())
  },
  'conversations.replies': (args, { workspace }) => {
    if (!workspace.channels.has(String(args.channel))) return refuse(workspace, 'channel_not_found')
    if (workspace.goneThreads.has(String(args.ts))) return refuse(workspace, 'thread_not_found')
    const inThread = workspace.messages.filter(({ thread_ts }) => thread_ts === args.ts)
    return page(args, workspace, inThread)
  },
  'views.open': (args, { workspace, triggers }) => {
    if (!triggers.delete(String(args.trigger_id))) return refuse(workspace, 'expired_trigger_id')
    const problem = viewProblem(args.view)
    if (problem !== undefined) return refuse(workspace, 'invalid_arguments', problem)
    const view = { ...Object(args.view), id: `V${workspace.views.length + 1}` }
    workspace.views.push(view)
    return { ok: true, view }
  },
  'views.update': (args, { workspace }) => {
    const at = workspace.views.findIndex(({ id }) => id === args.view_id)
    if (at < 0) return refuse(workspace, 'not_found')
    const problem = viewProblem(args.view)
    if (problem !== undefined) return refuse(workspace, 'invalid_arguments', problem)
    const view = { ...Object(args.view), id: args.view_id }
    workspace.views[at] = view
    return { ok: true, view }
  },
  'views.publish': (args, { workspace }) => {
    const problem = homeProblem(args.view)
    if (problem !== undefined) return refuse(workspace, 'invalid_arguments', problem)
    workspace.homes.set(String(args.user_id), args.view)
    return { ok: true, view: args.view }
  },
  'users.info': (args, { workspace, self }) => {
    const more = workspace.people.get(String(args.user))
    if (more === undefined) return refuse(workspace, 'user_not_found')
    return { ok: true, user: { id: args.user, team_id: self.team, ...more } }
  },
  'conversations.info': (args, { workspace }) => {
    if (!workspace.channels.has(String(args.channel))) return refuse(workspace, 'channel_not_found')
    const creator = workspace.creators.get(String(args.channel))
    return { ok: true, channel: { id: args.channel, creator } }
  },
  'assistant.threads.setStatus': (args, options) => pane(args, options, { status: args.status }),
  'assistant.threads.setTitle': (args, options) => pane(args, options, { title: args.title }),
  'assistant.threads.setSuggestedPrompts': (args, options) => {
    const { prompts } = args
    if (!Array.isArray(prompts) || prompts.length < 1 || prompts.length > 4) {
      return refuse(options.workspace, 'invalid_arguments', 'one to four prompts')
    }
    return pane(args, options, { prompts })
  },
}

function pane(args: Args, { workspace }: WebApiOptions, change: object): Record<string, unknown> {
  if (!workspace.channels.has(String(args.channel_id)))
    return refuse(workspace, 'channel_not_found')
  const thread = String(args.thread_ts)
  workspace.pane.set(thread, { ...workspace.pane.get(thread), ...change })
  return { ok: true }
}

export const CLIENT_ID = '12.34'
export const CLIENT_SECRET = 'abcdef0123456789abcdef'

/** A code is good once. */
function exchange(args: Args, workspace: Workspace): Record<string, unknown> {
  if (args.client_id !== CLIENT_ID) return { ok: false, error: 'invalid_client_id' }
  if (args.client_secret !== CLIENT_SECRET) return { ok: false, error: 'bad_client_secret' }
  const granted = workspace.codes.get(String(args.code))
  if (granted === undefined) return { ok: false, error: 'invalid_code' }
  workspace.codes.delete(String(args.code))
  workspace.tokens.set(granted.token, granted)
  const { token, team, enterprise } = granted
  return {
    ok: true,
    access_token: token,
    token_type: 'bot',
    bot_user_id: granted.userId,
    is_enterprise_install: enterprise !== undefined,
    team: team === undefined ? null : { id: team, name: `Team ${team}` },
    enterprise: enterprise === undefined ? null : { id: enterprise, name: `Org ${enterprise}` },
  }
}

/** A message takes the status away that its thread shows. */
function takeStatusAway(workspace: Workspace, thread = ''): void {
  const { status: _, ...rest } = workspace.pane.get(thread) ?? {}
  if (workspace.pane.has(thread)) workspace.pane.set(thread, rest)
}

/** What is older than `oldest` is left out, and metadata is shown only to who asks for it. */
function page(args: Args, workspace: Workspace, listed: readonly Message[]) {
  const found = listed.filter(
    ({ channel, ts, ephemeral }) =>
      channel === args.channel && !ephemeral && Number(ts) > Number(args.oldest ?? 0),
  )
  const start = Number(args.cursor ?? 0)
  const end = start + Math.min(Number(args.limit ?? 100), workspace.mostPerPage)
  const more = end < found.length
  return {
    ok: true,
    has_more: more,
    messages: found
      .slice(start, end)
      .map(({ metadata, ...message }) =>
        args.include_all_metadata === true ? { ...message, metadata } : message,
      ),
    response_metadata: { next_cursor: more ? String(end) : '' },
  }
}

const find = ({ messages }: Workspace, { channel, ts }: Args): number =>
  messages.findIndex(one => one.channel === channel && one.ts === ts && !one.ephemeral)

/** One call as Slack answers it: HTTP 200 whatever happens, scopes in a header. */
export function callMethod(
  method: string,
  token: string | undefined,
  args: Args,
  options: WebApiOptions,
): Answer {
  const { workspace } = options
  workspace.calls.push({ method, args, ...(token === undefined ? {} : { token }) })
  if (method === 'oauth.v2.access') return { status: 200, body: exchange(args, workspace) }
  const known = METHODS[method]
  const wanted = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN
  if (known === undefined) return { status: 200, body: refuse(workspace, 'unknown_method', method) }
  const granted = workspace.tokens.get(token ?? '')
  if (token !== wanted && granted === undefined) {
    return { status: 200, body: refuse(workspace, 'invalid_auth') }
  }
  if (granted !== undefined && method === 'auth.test') {
    const { userId, team } = granted
    const body = { ok: true, user_id: userId, bot_id: `B${userId}`, team_id: team }
    return { status: 200, body }
  }
  const headers = { 'x-oauth-scopes': options.scopes.join(',') }
  return { status: 200, headers, body: known(args, options) }
}
