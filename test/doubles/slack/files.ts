// The double's files: an address for the bytes, the bytes, and the word that they are all there.
import type { Answer, Method } from './web-api.ts'
import type { StoredFile, Workspace } from './workspace.ts'

/** Of the text with a file: https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
const MAX_ALT = 1000
const UPLOAD_ARGUMENTS = new Set(['filename', 'length', 'alt_txt', 'snippet_type'])

export const FILE_METHODS: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': (args, { workspace, uploadUrl }) => {
    const no = refusal(workspace)
    const odd = Object.keys(args).find(name => !UPLOAD_ARGUMENTS.has(name))
    // Slack passes over what it doesn't know; here it would be a description that nobody hears.
    if (odd !== undefined) return no('invalid_arguments', `no argument ${odd}`)
    const { filename, alt_txt: altText = '', snippet_type } = args
    const length = Number(args.length)
    if (typeof filename !== 'string' || filename === '') return no('missing_argument', 'filename')
    if (!Number.isInteger(length) || length < 1) return no('missing_argument', 'length')
    if (String(altText).length > MAX_ALT) return no('alt_txt_too_large')
    if (snippet_type !== undefined) return no('snippet_not_allowed', 'a picture is no snippet')
    const id = `F${String(workspace.files.size + 1).padStart(9, '0')}`
    const file = { id, filename, length, altText: String(altText), state: 'expected' } as const
    workspace.files.set(id, { ...file, sharedWith: [] })
    return { ok: true, file_id: id, upload_url: uploadUrl(id) }
  },
  'files.completeUploadExternal': (args, { workspace }) => {
    const no = refusal(workspace)
    const wanted = Array.isArray(args.files) ? args.files.map(file => String(Object(file).id)) : []
    if (wanted.length === 0) return no('invalid_arguments', 'no files')
    const known = wanted.map(id => workspace.files.get(id))
    if (known.some(file => file?.state !== 'sent')) return no('file_not_found')
    const channel = args.channel_id ?? args.channels
    const sharedWith = channel === undefined ? [] : String(channel).split(',')
    for (const file of known) {
      if (file !== undefined) workspace.files.set(file.id, { ...file, state: 'there', sharedWith })
    }
    // Of which kind they are is found out later.
    return { ok: true, files: wanted.map(id => ({ id, mimetype: '', filetype: '' })) }
  },
  'files.delete': (args, { workspace }) => {
    const file = workspace.files.get(String(args.file))
    if (file?.state !== 'there') return refusal(workspace)('file_not_found')
    workspace.files.set(file.id, { ...file, state: 'deleted' })
    return { ok: true }
  },
}

function refusal(workspace: Workspace) {
  return (error: string, why = error) => {
    workspace.refusals.push(`${error}: ${why}`)
    return { ok: false, error }
  }
}

/** What is posted to the address of a file; with it comes no token. */
export function receiveBytes(
  workspace: Workspace,
  { id, bytes, token }: { id: string; bytes: Buffer; token: string | undefined },
): Answer {
  workspace.calls.push({ method: 'upload', args: { id, length: bytes.length } })
  const file = workspace.files.get(id)
  const why =
    (token === undefined ? undefined : 'a token where none belongs') ??
    (file?.state === 'expected' ? undefined : 'no such upload') ??
    (file?.length === bytes.length ? undefined : 'another length than was said')
  if (why !== undefined || file === undefined) {
    workspace.refusals.push(`upload: ${why}`)
    return { status: 400, body: 'invalid_upload' }
  }
  workspace.files.set(id, { ...file, bytes, state: 'sent' })
  return { status: 200, body: `OK - ${bytes.length}` }
}

/**
 * Where blocks name a file that Slack doesn't have, or doesn't have ready yet; a response_url takes
 * none at all.
 */
export function fileRefusal(workspace: Workspace, blocks: unknown, atUrl = false) {
  if (!Array.isArray(blocks)) return undefined
  const at = blocks.findIndex(block => {
    const { slack_file } = Object(block)
    return slack_file !== undefined && (atUrl || !isReady(workspace, String(slack_file.id)))
  })
  if (at < 0) return undefined
  const why = `invalid slack file [json-pointer:/blocks/${at}/slack_file]`
  workspace.refusals.push(`slack file: ${why}`)
  const response_metadata = { messages: [`[ERROR] ${why}`] }
  return { ok: false, error: 'invalid_blocks', errors: [why], response_metadata }
}

function isReady(workspace: Workspace, id: string): boolean {
  const file: StoredFile | undefined = workspace.files.get(id)
  if (file?.state !== 'there') return false
  if (workspace.filesNotReady === 0) return true
  workspace.filesNotReady -= 1
  return false
}
