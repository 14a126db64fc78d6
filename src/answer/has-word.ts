// Whole-word search without regular expressions, so that any name can be looked for.

/** True when `word` stands in `text` with no letter or digit right beside it. Case counts. */
export function hasWord(text: string, word: string): boolean {
  const at = text.indexOf(word)
  if (at < 0) return false
  const edge = (char: string | undefined) => char === undefined || !/[\p{L}\d]/u.test(char)
  return edge(text[at - 1]) && edge(text[at + word.length])
}
