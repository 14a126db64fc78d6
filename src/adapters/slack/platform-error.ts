// Slack's many refusals as the few kinds that delivery knows how to treat.
import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { PlatformError } from '#magnets'

type Code = PlatformError['code']

const CODES: Readonly<Record<Exclude<Code, 'rejected'>, readonly string[]>> = {
  'rate-limited': ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
  unauthorised: [
    ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'],
    ...['missing_scope', 'not_allowed_token_type', 'no_permission', 'access_denied'],
    ...['team_access_not_granted', 'app_missing_action_url', 'two_factor_setup_required'],
  ],
  gone: [
    ...['channel_not_found', 'not_in_channel', 'is_archived', 'message_not_found'],
    ...['thread_not_found', 'cant_update_message', 'cant_delete_message', 'user_not_found'],
    ...['edit_window_closed', 'expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id'],
    ...['expired_url', 'used_url', 'no_active_hooks', 'no_service', 'channel_is_archived'],
  ],
  unavailable: [
    ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'],
    ...['team_added_to_org', 'accesslimited'],
  ],
}

/** Refusals of the blocks, not of the message: plain text may still go through. */
const BLOCK_REFUSALS = new Set([
  ...['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'invalid_attachments'],
  ...['only_one_table_allowed', 'msg_too_long', 'markdown_text_conflict'],
])

/** A refusal at a response_url, which answers with a bare word instead of JSON. */
export class ResponseUrlError extends Error {
  readonly status: number
  readonly slackError: string
  readonly retryAfterMs: number | undefined
  constructor(status: number, slackError: string, retryAfterMs?: number) {
    super(`response_url answered ${status} ${slackError}`)
    this.name = 'ResponseUrlError'
    this.status = status
    this.slackError = slackError
    this.retryAfterMs = retryAfterMs
  }
}

/** Whether the same words without blocks may be taken. */
export function refusesBlocks(error: unknown): boolean {
  return BLOCK_REFUSALS.has(slackErrorOf(error) ?? '')
}

/** Whether a file that a message shows is not ready yet, or was refused for itself. */
export function refusesFile(error: unknown): boolean {
  if (!(error instanceof webApi.WebAPIPlatformError) || !refusesBlocks(error)) return false
  const { errors, response_metadata } = why.safeParse(error.data).data ?? {}
  return [...(errors ?? []), ...(response_metadata?.messages ?? [])].some(one =>
    one.includes('slack_file'),
  )
}

const words = z.array(z.string()).nullish().catch(undefined)
const why = z.object({
  errors: words,
  response_metadata: z.object({ messages: words }).nullish().catch(undefined),
})

/** Whether no file will be taken for a while, whatever it is. */
export function forbidsFiles(error: unknown): boolean {
  return isAbsent(error) || slackErrorOf(error) === 'file_uploads_disabled'
}

/** Whether a file that was to be deleted isn't there any more. */
export function isGoneFile(error: unknown): boolean {
  const code = slackErrorOf(error)
  return code === 'file_not_found' || code === 'file_deleted'
}

/** Whether what was to be changed or removed isn't there any more. */
export function isMissing(error: unknown): boolean {
  const code = slackErrorOf(error)
  return code === 'message_not_found' || code === 'channel_not_found'
}

/** Whether the app as it is set up, or the server that it speaks to, lacks what was asked for. */
export function isAbsent(error: unknown): boolean {
  // Slack names a method that it doesn't know; other servers of its API know no such page.
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode === 404
  return ABSENT.has(slackErrorOf(error) ?? '')
}

const ABSENT = new Set(['missing_scope', 'not_allowed_token_type', 'unknown_method'])

/** Any error of the SDK or of a response_url as a PlatformError; `doing` says what failed. */
export function toPlatformError(error: unknown, doing: string): PlatformError {
  if (error instanceof PlatformError) return error
  const { code, why, retryAfterMs } = classify(error)
  return new PlatformError(code, `${doing} failed: ${why}`, {
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

function classify(error: unknown): { code: Code; why: string; retryAfterMs?: number } {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { code: 'rate-limited', why: 'too many calls', retryAfterMs: error.retryAfter * 1000 }
  }
  if (error instanceof webApi.WebAPIRequestError) {
    return { code: 'unavailable', why: error.original.message }
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return { code: codeOfStatus(error.statusCode), why: `HTTP ${error.statusCode}` }
  }
  if (error instanceof ResponseUrlError) {
    const named = codeOfWord(error.slackError)
    const code = named === 'rejected' ? codeOfStatus(error.status) : named
    const wait = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }
    return { code, why: error.message, ...wait }
  }
  const word = slackErrorOf(error)
  if (word !== undefined) return { code: codeOfWord(word), why: word.slice(0, 200) }
  // What is none of these comes from the network below: the SDK gives it no class of its own.
  return { code: 'unavailable', why: error instanceof Error ? error.message : String(error) }
}

function slackErrorOf(error: unknown): string | undefined {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  return error instanceof ResponseUrlError ? error.slackError : undefined
}

function codeOfWord(word: string): Code {
  for (const code of ['rate-limited', 'unauthorised', 'gone', 'unavailable'] as const) {
    if (CODES[code].includes(word)) return code
  }
  return 'rejected'
}

function codeOfStatus(status: number): Code {
  if (status === 429) return 'rate-limited'
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 404 || status === 410) return 'gone'
  return status >= 500 ? 'unavailable' : 'rejected'
}
