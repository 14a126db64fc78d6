// Posts to a response_url: answers that only the asker sees, and that need no membership.
import { z } from 'zod'
import type { Respond } from './address.ts'
import type { SlackMessage } from './block.ts'
import { ResponseUrlError } from './platform-error.ts'

/** Longer than this, Slack is down for our purposes. */
export const CALL_LIMIT_MS = 10_000

/** What is done with what the response_url owns. */
export type Original = 'keep' | 'replace'

/** A response_url that may be used now. */
export type LiveUrl = { readonly url: string } & Pick<Respond, 'visible'>

/** Posts one message; throws ResponseUrlError or what fetch throws. */
export async function postToUrl(
  request: typeof fetch,
  respond: LiveUrl,
  message: SlackMessage,
  where: { readonly original: Original; readonly thread: string | undefined },
): Promise<void> {
  await send(request, respond.url, {
    ...message,
    response_type: respond.visible,
    // Said outright, because what is meant by silence differs between commands and buttons.
    replace_original: where.original === 'replace',
    ...(where.thread === undefined ? {} : { thread_ts: where.thread }),
  })
}

/** Takes away the message that the response_url owns. */
export async function deleteAtUrl(request: typeof fetch, url: string): Promise<void> {
  await send(request, url, { delete_original: true })
}

const refusal = z.object({ error: z.string() })

async function send(request: typeof fetch, url: string, body: object): Promise<void> {
  const response = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(CALL_LIMIT_MS),
  })
  const text = (await response.text()).slice(0, 500)
  // A refusal may come as a status with a bare word, or as JSON with status 200.
  const word = wordOf(text)
  if (response.ok && (word === undefined || word === 'ok')) return
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  throw new ResponseUrlError(
    response.status,
    word ?? text,
    Number.isFinite(seconds) ? seconds * 1000 : undefined,
  )
}

function wordOf(text: string): string | undefined {
  if (/^[a-z_]+$/.test(text.trim())) return text.trim()
  try {
    return refusal.safeParse(JSON.parse(text)).data?.error
  } catch {
    return undefined
  }
}
