// Gives Slack a picture as a file of the app's own, in the three calls that this takes.
//
// The SDK's filesUploadV2 names the description `alt_text`, which Slack does not know, and its second
// call can't be given up.
import type { webApi } from '@slack/bolt'
import { PlatformError } from '#magnets'
import { cutText } from './cut-text.ts'
import { LIMITS } from './limits.ts'

const FILENAME = 'chart.png'

export interface Picture {
  readonly png: Uint8Array
  readonly alt: string
  readonly title: string
}

export interface UploadOptions {
  readonly client: webApi.WebClient
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}

/** The file's id. Given up before the last call, there is no file. Throws what the SDK and fetch throw. */
export async function uploadPicture(
  { png, alt, title }: Picture,
  { client, fetch: request, signal }: UploadOptions,
): Promise<string> {
  const about = { filename: FILENAME, length: png.length, alt_txt: cutText(alt, LIMITS.fileAlt) }
  const { upload_url, file_id: id } = await client.files.getUploadURLExternal(about)
  if (upload_url === undefined || id === undefined) {
    throw new PlatformError('rejected', 'Slack named no address for a file')
  }
  signal.throwIfAborted()
  // The address is the permission: the token stays here.
  const sent = await request(upload_url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Uint8Array.from(png),
    redirect: 'error',
    signal,
  })
  await sent.body?.cancel()
  if (!sent.ok) {
    throw new PlatformError('unavailable', `Slack took no file: HTTP ${sent.status}`)
  }
  signal.throwIfAborted()
  // Without a channel, so that it stands in no list of files.
  await client.files.completeUploadExternal({ files: [{ id, title: title || FILENAME }] })
  return id
}
