// The double's response_urls: five uses each, and each owns the message that it made or came from.
import { LIMITS } from '../../../src/adapters/slack/limits.ts'
import { messageProblem } from './check-message.ts'
import { fileRefusal } from './files.ts'
import type { Answer } from './web-api.ts'
import type { Message, Workspace } from './workspace.ts'

interface Url {
  readonly channel: string
  uses: number
  /** ts of the message that `replace_original` and `delete_original` mean. */
  original: string | undefined
}

export interface ResponseUrls {
  /** A new address; `original` is the message whose button was pressed, none for a command. */
  issue(base: string, channel: string, original?: string): string
  post(path: string, args: Readonly<Record<string, unknown>>): Answer
}

export function createResponseUrls(workspace: Workspace): ResponseUrls {
  const urls = new Map<string, Url>()
  return {
    issue(base, channel, original) {
      const path = `/response/${urls.size + 1}`
      urls.set(path, { channel, uses: 0, original })
      return `${base}${path}`
    },
    post(path, args) {
      workspace.calls.push({ method: 'response_url', args })
      const url = urls.get(path)
      if (url === undefined) return { status: 404, body: 'no_service' }
      url.uses += 1
      if (url.uses > LIMITS.responseUrlUses) {
        workspace.refusals.push('used_url')
        return { status: 404, body: 'used_url' }
      }
      const at = workspace.messages.findIndex(message => message.ts === url.original)
      if (args.delete_original === true) {
        if (at >= 0) workspace.messages.splice(at, 1)
        return { status: 200, body: 'ok' }
      }
      const problem = messageProblem(args)
      if (problem !== undefined) {
        workspace.refusals.push(`${problem.error}: ${problem.why}`)
        return { status: 400, body: problem.error }
      }
      const unshown = fileRefusal(workspace, args.blocks, true)
      if (unshown !== undefined) return { status: 404, body: unshown }
      const message: Message = {
        channel: url.channel,
        ts: workspace.nextTs(),
        text: String(args.text ?? ''),
        ephemeral: args.response_type !== 'in_channel',
        owner: path,
        ...(Array.isArray(args.blocks) ? { blocks: args.blocks } : {}),
      }
      if (args.replace_original === true && at >= 0) workspace.messages.splice(at, 1, message)
      else workspace.messages.push(message)
      if (url.original === undefined || args.replace_original === true) url.original = message.ts
      return { status: 200, body: 'ok' }
    },
  }
}
