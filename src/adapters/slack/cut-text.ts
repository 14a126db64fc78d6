// Shortens labels to what Slack takes, with a sign that something is missing.

/** The text on one line, at most `limit` long, never ending in half a character. */
export function cutText(text: string, limit: number): string {
  const flat = text.toWellFormed().replace(/\s+/g, ' ').trim()
  if (flat.length <= limit) return flat
  return `${flat.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
