// Makes plain text safe inside Slack's mrkdwn: nothing in it can ping, link or end a code block.

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Escapes the three control characters; without them no mention and no link can be live. */
export function escapeMrkdwn(text: string): string {
  return text.replace(/[&<>]/g, character => ENTITIES[character] ?? character)
}

/** How long a text is once it is escaped; additive, as splitText asks. */
export function escapedLength(text: string): number {
  return escapeMrkdwn(text).length
}

/** An address as the target of a link, or undefined where it is none that may be linked. */
export function linkTarget(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  return url.href.replace(/[|<>]/g, encodeURIComponent).replaceAll('&', '&amp;')
}
