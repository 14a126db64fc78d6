// Turns what people wrote, as Slack encodes it, back into plain words.

/** What Slack puts between angle brackets: a mark, what it points to, and a label. */
const ANGLE = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g

const CHARACTERS: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/**
 * Plain text of a message: our own mention goes, other people's become "@someone", links keep their
 * label or address, and escaped characters are themselves again.
 */
export function plainText(encoded: string, ownId: string): string {
  return encoded
    .replace(ANGLE, (_, mark: string, target: string, label: string | undefined) => {
      if (mark === '@') return target === ownId ? ' ' : '@someone'
      if (mark === '#') return `#${label || 'channel'}`
      if (mark === '!') return special(target, label)
      return label || target.replace(/^mailto:/, '')
    })
    .replace(/&(?:lt|gt|amp);/g, entity => CHARACTERS[entity] ?? entity)
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** Whether a message names the bot. */
export function mentions(encoded: string, userId: string): boolean {
  return mentionedIds(encoded).includes(userId)
}

/** Whether a message names a person other than the bot, or a group of people. */
export function mentionsOthers(encoded: string, ownId: string): boolean {
  return mentionedIds(encoded).some(found => found !== ownId) || encoded.includes('<!subteam^')
}

function mentionedIds(encoded: string): string[] {
  return [...encoded.matchAll(/<@([^<>|]+)(?:\|[^<>]*)?>/g)].flatMap(match => match[1] ?? [])
}

function special(target: string, label: string | undefined): string {
  if (target.startsWith('subteam^')) return '@someone'
  // <!date^...|fallback> and the like carry their words as the label.
  return label || `@${target}`
}
