// Finds capitalised words that no allowed name covers: the independent checker's eye for proper names.

/** What may begin a sentence of an answer with a capital without being anybody's name. */
const BEGINNERS = new Set(
  `a about above according across after against all almost also although always among an and another any
  are around as asked at based because before below beside besides between both but by can combined compared
  could did different difference do does done each either estimated even every everything except expected
  first five for four from full given has have he her here how however i i'd i'll i'm if in instead into is
  it it's its just last later less like likewise many measured more most much my near nearly neither next no
  nobody none nor not note nothing now of on once one only or other others otherwise our out over overall part
  partly per planned please projected pledged rather reported right roughly same second several she shown since
  six so some something still sum such taken ten than that that's the their them then there there's these they
  thing this those though three through to today together true two under unless until up we what what's when
  where whether which while who whom whose why will with within without worked would wrong yes yet you your
  earlier bigger smaller larger higher lower longer shorter greater fewer sooner
  byline supported contradicted
  hello good goodbye sorry thank thanks you're fine ask false correct half twice`
    .split(/\s+/)
    .filter(word => word !== ''),
)

/** A word with a capital in it: "Lynas", "NdPr", "U.S.", "Rolls-Royce". */
const CAPITALISED =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}]*\p{Lu}[\p{L}\p{N}\p{M}]*(?:[-&./'’][\p{L}\p{N}]+)*/gu

/** A sequence of them: one name as a statement writes it. */
const SEQUENCE = new RegExp(
  `${CAPITALISED.source}(?: ${CAPITALISED.source.replace(/^\(\?<!.*?\)/, '')})*`,
  'gu',
)

/** Names as they stand in a text of the base, without what only begins its sentences. */
export function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(SEQUENCE))
    .map(({ 0: name, index }) => ({ name: name.replace(/['’]s?$/, ''), opens: opens(text, index) }))
    .filter(({ name, opens }) => !opens || name.includes(' ') || /\p{L}\p{Lu}/u.test(name))
    .map(({ name }) => name)
}

/** The text with blanks where one of the names stands as a whole word; the names longest first. */
export function withoutNames(text: string, names: readonly string[]): string {
  let rest = text
  for (const name of names) {
    let at = rest.indexOf(name)
    while (at >= 0) {
      const end = at + name.length
      const whole =
        !/[\p{L}\p{N}]$/u.test(rest.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(rest.slice(end))
      if (whole) rest = rest.slice(0, at) + '_'.repeat(name.length) + rest.slice(end)
      at = rest.indexOf(name, whole ? end : at + 1)
    }
  }
  return rest
}

/** Capitalised words that are neither covered nor the ordinary beginning of a sentence. */
export function strayNames(text: string, mayOpen: (word: string) => boolean): readonly string[] {
  return Array.from(text.matchAll(CAPITALISED))
    .filter(({ 0: word, index }) => {
      const plain = word.toLowerCase().replace(/['’]s$/, '')
      if (word === 'I' || /^I['’](?:m|d|ll|ve)$/.test(word)) return false
      if (!opens(text, index) || /\p{L}\p{Lu}/u.test(word)) return true
      return !BEGINNERS.has(word.toLowerCase()) && !BEGINNERS.has(plain) && !mayOpen(plain)
    })
    .map(({ 0: word }) => word)
}

function opens(text: string, index: number): boolean {
  return /(?:^|[.!?:;=]\s+|[(“"]|\n|- )$/.test(text.slice(0, index))
}
