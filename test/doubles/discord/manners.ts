// What Discord would take and we never want: messages that ring for somebody, and links that unfurl.
import { isOfComponents } from './component-limits.ts'
import { isObject, type Json, text } from './limit-words.ts'

const SUPPRESS_EMBEDS = 1 << 2
const WRITES = /^(POST|PATCH) \/(channels\/\d+\/messages|webhooks\/\d+\/[^/]+)(\/|$)/

/** Problems of a request that writes a message; of others there are none. */
export function mannersOf(method: string, path: string, body: Json): string[] {
  if (WRITES.test(`${method} ${path}`)) return messageManners(body)
  const callback = path.endsWith('/callback') && body.type === 4 && isObject(body.data)
  return callback ? messageManners(Object(body.data)) : []
}

export function messageManners(body: Json): string[] {
  const allowed = isObject(body.allowed_mentions) ? body.allowed_mentions : {}
  const named = [allowed.users, allowed.roles].some(list => list !== undefined)
  const silent = Array.isArray(allowed.parse) && allowed.parse.length === 0 && !named
  const rings = !silent || allowed.replied_user !== false
  // Discord makes no previews below components.
  const bare = /(?<!<)https?:\/\//.test(text(body.content)) && !isOfComponents(body)
  const unfurls = bare && (Number(body.flags ?? 0) & SUPPRESS_EMBEDS) === 0
  return [...(rings ? ['may ring for somebody'] : []), ...(unfurls ? ['a link would unfurl'] : [])]
}
