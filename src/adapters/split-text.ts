// Cuts long plain text into pieces under a limit, where a reader would pause and never inside a code fence.

/** Length of a text as the platform counts it. Must be additive: of a + b it is the sum of both. */
export type Measure = (text: string) => number

/** A stretch of text that is kept whole, and what stands between it and the one before. */
interface Atom {
  readonly text: string
  readonly glue: string
}

/** Coarse to fine: paragraphs, lines (so list items stay whole), sentences, words. */
const BOUNDARIES: readonly RegExp[] = [/\n[^\S\n]*\n\s*/g, /\n/g, /(?<=[.!?…。])\s+/g, /\s+/g]

const FENCE = '```'
/** Words may stand behind it, but no further mark: then it is code within a line. */
const OPENING = /^\s*```[^`]*$/

/**
 * Cuts `text` into pieces of at most `limit`, in order; white space at a cut goes, all else stays.
 * A code fence is kept whole where it fits; where it doesn't, each piece is a closed fence of its
 * own. Text without content gives no piece.
 */
export function splitText(
  text: string,
  limit: number,
  measure: Measure = part => part.length,
): string[] {
  const pieces: string[] = []
  let current = ''
  for (const atom of stretches(text).flatMap(part => breakUp(part, 0, limit, measure))) {
    const joined = current === '' ? atom.text : current + atom.glue + atom.text
    if (current === '' || measure(joined) <= limit) current = joined
    else {
      pieces.push(current)
      current = atom.text
    }
  }
  return [...pieces, current].filter(piece => piece.trim() !== '')
}

/** Fences and what stands between them. A fence that is never closed runs to the end. */
function stretches(text: string): Atom[] {
  const found: { lines: string[]; fenced: boolean }[] = []
  let fenced = false
  for (const line of text.split('\n')) {
    const marker = fenced ? line.trimStart().startsWith(FENCE) : OPENING.test(line)
    const last = found.at(-1)
    if (marker && !fenced) found.push({ lines: [line], fenced: true })
    else if (last !== undefined && (fenced || !last.fenced)) last.lines.push(line)
    else found.push({ lines: [line], fenced: false })
    if (marker) fenced = !fenced
  }
  return found.map(({ lines }, index) => ({
    text: lines.join('\n'),
    glue: index === 0 ? '' : '\n',
  }))
}

function breakUp(atom: Atom, level: number, limit: number, measure: Measure): Atom[] {
  if (measure(atom.text) <= limit) return [atom]
  if (level === 0 && OPENING.test(atom.text.split('\n', 1)[0] ?? '')) {
    return breakFence(atom, limit, measure)
  }
  const boundary = BOUNDARIES[level]
  if (boundary === undefined) return breakWord(atom, limit, measure)
  return cutAt(atom, boundary).flatMap(part => breakUp(part, level + 1, limit, measure))
}

function cutAt(atom: Atom, boundary: RegExp): Atom[] {
  const parts: Atom[] = []
  let from = 0
  let glue = atom.glue
  for (const match of atom.text.matchAll(boundary)) {
    parts.push({ text: atom.text.slice(from, match.index), glue })
    glue = match[0]
    from = match.index + glue.length
  }
  return [...parts, { text: atom.text.slice(from), glue }]
}

/** Each piece opens and closes its own fence, so that none shows half of one. */
function breakFence(atom: Atom, limit: number, measure: Measure): Atom[] {
  const lines = atom.text.split('\n')
  const open = lines[0] ?? FENCE
  const closed = lines.length > 1 && lines.at(-1)?.trim() === FENCE
  const body = lines.slice(1, closed ? -1 : undefined).join('\n')
  const frame = (inside: string): string => `${open}\n${inside}\n${FENCE}`
  const room = limit - measure(frame(''))
  // A frame that leaves no room can't be kept: the words matter more than their setting.
  if (room < 1) {
    const words = [open.replace(FENCE, ''), body].filter(text => text.trim() !== '').join('\n')
    return breakUp({ text: words, glue: atom.glue }, 1, limit, measure)
  }
  const pieces: string[] = []
  for (const line of cutAt({ text: body, glue: '' }, /\n/g)) {
    const parts = measure(line.text) <= room ? [line] : breakWord(line, room, measure)
    for (const part of parts) {
      const last = pieces.at(-1)
      const joined = last === undefined ? part.text : `${last}${part.glue}${part.text}`
      if (last !== undefined && measure(joined) <= room) pieces[pieces.length - 1] = joined
      else pieces.push(part.text)
    }
  }
  return pieces.map((piece, index) => ({
    text: frame(piece),
    glue: index === 0 ? atom.glue : '\n',
  }))
}

/** The last resort: between characters as a reader sees them, else between code points. */
function breakWord(atom: Atom, limit: number, measure: Measure): Atom[] {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(atom.text)
  const pieces: string[] = []
  let current = ''
  let used = 0
  const add = (part: string): void => {
    const size = measure(part)
    if (current !== '' && used + size > limit) {
      pieces.push(current)
      current = ''
      used = 0
    }
    current += part
    used += size
  }
  for (const { segment } of graphemes) {
    if (measure(segment) <= limit) add(segment)
    else for (const point of segment) add(point)
  }
  if (current !== '') pieces.push(current)
  return pieces.map((text, index) => ({ text, glue: index === 0 ? atom.glue : '' }))
}
