// What Slack must be told of this app: its events, its scopes and its command, each for a reason.
import type { Command } from '#magnets'
import { CHECK_MESSAGE } from './check-message.ts'
import { ASK_SHORTCUT } from './windows.ts'

export interface Permission {
  readonly name: string
  readonly reason: string
}

/** Events that the app is sent. */
export const EVENTS: readonly Permission[] = [
  { name: 'app_mention', reason: 'questions to the bot in a channel' },
  { name: 'message.im', reason: 'questions to the bot in a direct conversation' },
  {
    name: 'message.channels',
    reason: 'follow-ups in a thread, edits and deletions in public channels it was invited to',
  },
  {
    name: 'message.groups',
    reason: 'follow-ups in a thread, edits and deletions in private channels it was invited to',
  },
  { name: 'message.mpim', reason: 'the same in group conversations it was invited to' },
  { name: 'app_home_opened', reason: "to show a person's home" },
  { name: 'assistant_thread_started', reason: 'to greet who opens the pane' },
  {
    name: 'assistant_thread_context_changed',
    reason: 'sent as people move about beside the pane; nothing of it is read',
  },
  { name: 'app_uninstalled', reason: 'to forget the token of a workspace that took the app away' },
  { name: 'tokens_revoked', reason: 'to forget a token that is void' },
]

/** What the menus of a message and of all of Slack hold. */
export const SHORTCUTS = [
  {
    name: 'Check this message',
    type: 'message',
    callback_id: CHECK_MESSAGE,
    description: 'What the base says of every claim in it',
  },
  {
    name: 'Ask',
    type: 'global',
    callback_id: ASK_SHORTCUT,
    description: 'Ask a question; you alone see the answer',
  },
] as const

/** Scopes of the bot token: no more than the events and the answers need. */
export const SCOPES: readonly Permission[] = [
  { name: 'app_mentions:read', reason: 'to be sent app_mention' },
  {
    name: 'im:history',
    reason: 'to be sent message.im, and to find a post whose confirmation was lost',
  },
  {
    name: 'channels:history',
    reason: 'to be sent message.channels, and to find a post whose confirmation was lost',
  },
  {
    name: 'groups:history',
    reason: 'to be sent message.groups, and to find a post whose confirmation was lost',
  },
  { name: 'mpim:history', reason: 'the same in group conversations' },
  { name: 'commands', reason: 'the slash command and the shortcuts' },
  { name: 'assistant:write', reason: 'the pane: questions to try, titles' },
  { name: 'users:read', reason: 'to know who may change settings of a channel' },
  { name: 'channels:read', reason: 'to know who made a public channel, who may set it' },
  { name: 'groups:read', reason: 'to know who made a private channel, who may set it' },
  {
    name: 'chat:write',
    reason: 'to post answers, to replace or remove its own, and to show a status',
  },
  {
    name: 'files:write',
    reason: 'to upload pictures of charts that Slack can not draw, and to delete them again',
  },
]

/** The scope of the app-level token that Socket Mode needs. */
export const APP_SCOPES: readonly Permission[] = [
  { name: 'connections:write', reason: 'to open the connection of Socket Mode' },
]

export interface ManifestOptions {
  /** Default: true. */
  readonly socketMode?: boolean
  /** Where Slack reaches the bot without Socket Mode: https://.../slack/events */
  readonly requestUrl?: string
  /** Where people come back to when they install it by OAuth; then organisations may, too. */
  readonly redirectUrl?: string
  /** At most 35 characters. Default: Magnets. */
  readonly name?: string
}

const NAME = 'Magnets'
const SLASH = '/magnets'
const DESCRIPTION = 'Answers questions from a curated base of facts, with sources and dates.'
/** Slack's own limit for the hint behind a command. */
const HINT_CHARACTERS = 1000

/** A manifest for "Create an app from a manifest"; the same commands give the same manifest. */
export function slackManifest(commands: readonly Command[], options: ManifestOptions = {}) {
  const { socketMode = true, requestUrl, redirectUrl, name = NAME } = options
  const redirects = redirectUrl === undefined ? {} : { redirect_urls: [redirectUrl] }
  const url = socketMode || requestUrl === undefined ? {} : { url: requestUrl }
  const request = 'url' in url ? { request_url: url.url } : {}
  return {
    display_information: { name, description: DESCRIPTION },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      assistant_view: { assistant_description: DESCRIPTION },
      bot_user: { display_name: name, always_online: true },
      shortcuts: SHORTCUTS.map(shortcut => ({ ...shortcut })),
      slash_commands: [
        {
          command: SLASH,
          description: 'Ask a question or run a command',
          usage_hint: usageHint(commands),
          should_escape: false,
          ...url,
        },
      ],
    },
    oauth_config: { ...redirects, scopes: { bot: SCOPES.map(scope => scope.name) } },
    settings: {
      event_subscriptions: { ...request, bot_events: EVENTS.map(event => event.name) },
      interactivity: {
        is_enabled: true,
        ...request,
        ...('url' in url ? { message_menu_options_url: url.url } : {}),
      },
      org_deploy_enabled: redirectUrl !== undefined,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}

/** "question, or: ask <question> | topics [name] ...", as many commands as the hint holds. */
function usageHint(commands: readonly Command[]): string {
  let hint = 'your question, or: '
  for (const [index, { name, options }] of commands.entries()) {
    const words = options.map(option => (option.required ? `<${option.name}>` : `[${option.name}]`))
    const next = `${index === 0 ? '' : ' | '}${[name, ...words].join(' ')}`
    if (hint.length + next.length > HINT_CHARACTERS) break
    hint += next
  }
  return hint
}
