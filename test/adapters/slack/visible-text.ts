// What a reader sees of a Slack message: the texts of its blocks, or its text where it has none.

const SHOWN = new Set(['text', 'label', 'alt_text', 'placeholder', 'caption', 'name'])

/** Texts of all blocks in order, unescaped; the top-level text where there are no blocks. */
export function visibleText(message: { text?: unknown; blocks?: unknown }): string {
  const raw = Array.isArray(message.blocks) ? textsOf(message.blocks) : [String(message.text ?? '')]
  return raw.join('\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** True where Slack would ping: a live mention in mrkdwn, or a mention element in rich text. */
export function pingsIn(message: { text?: unknown; blocks?: unknown }): boolean {
  const json = JSON.stringify(message.blocks ?? [])
  const live = /<[@!#][^>]*>/
  if (/"type":"(user|usergroup|broadcast)"/.test(json)) return true
  return (
    live.test(String(message.text ?? '')) || mrkdwnOf(message.blocks).some(text => live.test(text))
  )
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  // A title is an object of text, but for a chart's.
  const title = 'type' in value && value.type === 'data_visualization' ? ['title'] : []
  return Object.entries(value).flatMap(([key, inner]) =>
    title.includes(key)
      ? [String(inner)]
      : typeof inner === 'string'
        ? SHOWN.has(key)
          ? [inner]
          : []
        : textsOf(inner),
  )
}

function mrkdwnOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf)
  if (typeof value !== 'object' || value === null) return []
  const own =
    'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : []
  return [...own, ...Object.values(value).flatMap(mrkdwnOf)]
}
