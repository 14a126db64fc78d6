// The paragraph of an HTML page that is being put together from its inline pieces.

export interface HtmlParagraph {
  /** `line` is that of the page in which the words stand; `verbatim` where white space counts. */
  add(words: string, verbatim: boolean, line: number): void
  /** An inline element begins, or ends. */
  begin(tagName: string): void
  end(tagName: string): void
  /** What was put together, and begins anew. */
  take(): { readonly text: string; readonly line: number }
}

/** Behind these a raised figure belongs to the word: m2, CO2. */
const RAISED_WITHIN = /(?<![\p{L}\d])(?:m|cm|km|ft|in|CO|H|O)$/u

/** Characters of the end that are looked at: looking at all of it for each piece takes its square. */
const TAIL = 8

export function createParagraph(): HtmlParagraph {
  let pieces: string[] = []
  let tail = ''
  let firstLine = 0
  let notes = 0
  const append = (words: string): void => {
    pieces.push(words)
    tail = (tail + words).slice(-TAIL)
  }
  return {
    add(words, verbatim, line) {
      if (firstLine === 0 && words.trim() !== '') firstLine = line
      append(/\s$/.test(tail) && !verbatim ? words.trimStart() : words)
    },
    begin(tagName) {
      if (tagName === 'br') append('\n')
      // 45,000 with the note 2 must not read as 450,002.
      if (!isRaised(tagName) || RAISED_WITHIN.test(tail)) return
      append(' [')
      notes += 1
    },
    end(tagName) {
      if (tagName === 'td' || tagName === 'th') append(' | ')
      else if (tagName === 'tr') append('\n')
      else if (isRaised(tagName) && notes > 0) {
        append(']')
        notes -= 1
      }
    },
    take() {
      const text = pieces
        .join('')
        .replace(/[ \t]+\n/g, '\n')
        .trim()
      const line = firstLine
      pieces = []
      tail = ''
      firstLine = 0
      notes = 0
      return { text, line }
    },
  }
}

function isRaised(tagName: string): boolean {
  return tagName === 'sup' || tagName === 'sub'
}
