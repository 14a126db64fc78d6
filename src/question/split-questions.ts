// Several questions in one message: where one ends and the next begins.

/** More parts than this in one message are left together: nobody asks so many at once. */
const MAX_QUESTIONS = 6

/** Longer items are clauses of their own. */
const MAX_ITEM_WORDS = 5

/** "The firm runs a mine" is a claim; "credits and loans" are not two. */
const MIN_CLAIM_WORDS = 4

/** A sentence ends here; a point inside a number or an abbreviation is no end. */
const SENTENCE_END = /(?<=[?!;\n])\s*|(?<=\p{L}{3}\.)\s+(?=\S)/u

/** A comma, or "and" after one, starts a new question only before a word that asks. */
const NEW_CLAUSE =
  /,\s*(?:and\s+|so\s+|but\s+|then\s+)?(?=(?:who|what|when|where|why|how|which|whose|is|are|does|do|did|was|were|will|can)\b)|\s+and\s+(?=(?:who|what|when|where|why|how|which)\b)/iu

const STANDS_ALONE =
  /\d|\b(?:who|what|when|where|why|how|which|whose|is|are|does|do|did|was|were|will|can|been|since|because|given)\b/iu

/** The parts in order, each at least two words long; one part when the message asks one thing. */
export function splitQuestions(text: string): readonly string[] {
  const listed = listedItems(text)
  if (listed !== undefined) return listed
  const parts = text
    .split(SENTENCE_END)
    .flatMap(sentence => joinFragments(sentence.split(NEW_CLAUSE)))
    .map(part => part.trim())
    .filter(part => /\S+\s+\S+/.test(part))
  return parts.length > MAX_QUESTIONS ? [text] : parts
}

/** The claims of a sentence: clauses joined by "and" or a comma that are long enough to be one each. */
export function splitClaims(text: string): readonly string[] {
  const clauses = text
    .split(/(?<=[;.!])\s+|,\s*(?:and|but|while)\s+|\s+(?:and|but|while)\s+/i)
    .map(clause => clause.trim())
    .filter(clause => clause !== '')
  const whole = clauses.every(clause => clause.split(/\s+/).length >= MIN_CLAIM_WORDS)
  return whole && clauses.length <= MAX_QUESTIONS ? clauses : [text]
}

/** A clause that neither asks nor states a figure belongs to the one after it ("And the site, how big ..."). */
function joinFragments(clauses: readonly string[]): readonly string[] {
  const joined: string[] = []
  let fragment = ''
  for (const clause of clauses) {
    const text = fragment === '' ? clause : `${fragment}, ${clause}`
    if (STANDS_ALONE.test(clause)) {
      joined.push(text)
      fragment = ''
    } else fragment = text
  }
  return fragment === '' ? joined : [...joined, fragment]
}

/** "Head: one, two and three": each item is asked of the head. Items are short and several. */
function listedItems(text: string): readonly string[] | undefined {
  const [head, tail, ...more] = text.split(/:\s+/)
  if (head === undefined || tail === undefined || more.length > 0) return undefined
  const items = tail
    .replace(/[.?!]+\s*$/, '')
    .split(/,\s*(?:and\s+|&\s*)?|\s+and\s+/)
    .map(item => item.trim())
    .filter(item => item !== '')
  const short = items.every(item => item.split(/\s+/).length <= MAX_ITEM_WORDS)
  if (items.length < 2 || items.length > MAX_QUESTIONS || !short) return undefined
  return items.map(item => `${head}: ${item}`)
}
