// Several questions in one message: where one ends and the next begins.

/** More parts than this in one message are left together: nobody asks so many at once. */
const MAX_QUESTIONS = 6

/** Longer items are clauses of their own. */
const MAX_ITEM_WORDS = 5

/** "The firm runs a mine" is a claim; "credits and loans" are not two. */
const MIN_CLAIM_WORDS = 4

/** A sentence ends here; a point inside a number or an abbreviation is no end. */
const SENTENCE_END =
  /(?<=[?!;\n])\s*|(?<=\p{L}{3}\.)\s+(?=\S)|\s*(?:\([a-e1-5]\)|(?<=^|\s)[a-e1-5]\))\s+/u

/** A comma, or "and" after one, starts a new question only before a word that asks. */
const NEW_CLAUSE =
  /,\s*(?:and\s+|so\s+|but\s+|then\s+)?(?=(?:who|what|when|where|why|how|which|whose|is|are|does|do|did|was|were|will|can)\b)|\s+(?:and|n|&|\+|plus)\s+(?=(?:who|what|when|where|why|how|which)s?\b)/iu

const STANDS_ALONE =
  /\d|\b(?:who|what|when|where|why|how|which|whose|is|are|does|do|did|was|were|will|can|been|since|because|given)\b/iu

/** The parts in order, each at least two words long; one part when the message asks one thing. */
export function splitQuestions(text: string): readonly string[] {
  const listed = listedItems(text)
  if (listed !== undefined) return listed
  const parts = text
    .split(SENTENCE_END)
    .flatMap(sentence => joinFragments(sentence.split(NEW_CLAUSE)))
    .reduce(withTags, [])
    .map(part => part.trim())
    .filter(part => /\S+\s+\S+/.test(part))
  if (parts.length <= MAX_QUESTIONS) return parts
  // Of a long story only what asks is a question.
  const asking = parts.filter(asks)
  return asking.length > 0 && asking.length <= MAX_QUESTIONS ? asking : [text]
}

/** Words that join two claims of one sentence. */
const CLAIM_END =
  /(?<=[;.!])\s+|,?\s+(?:and|but|while|yet|though|although|whereas)\s+|,\s+(?=\p{L}+s\b)/iu

/** Statements of at least so many words say something by themselves; shorter ones are keywords. */
const MIN_STATEMENT_WORDS = 4

/** Verbs that make a sentence of words that don't ask. */
export const STATES =
  /\b(?:am|is|are|was|were|has|have|had|will|would|can|could|did|does|do|been|being|gets?|got|keeps?|needs?|wants?|says?|said|told|makes?|made|opened|closed|started|began)\b|['’](?:m|re|s|ve|ll|d)\b/iu

const ASKS =
  /\b(?:who|what|where|when|why|which|how (?:much|many))\b[^,;?]{0,24}$|^\W*(?:(?:so|and|but|then|ok|well|also|now|please|just|pls|hey|hi|quick question)\W+)*(?:who|what|when|where|why|how|which|whose|is|are|does|do|did|was|were|will|can|could|would|should|has|have|give|tell|list|name|summari[sz]e|compare|explain)\b|\?\s*$/iu

/** True for a part that asks by its first word or its question mark. */
export function asks(part: string): boolean {
  return ASKS.test(part)
}

/** A statement rather than a question or mere keywords: what it says is background to what is asked beside it. */
export function isStatement(part: string): boolean {
  const words = part.trim().split(/\s+/)
  return words.length >= MIN_STATEMENT_WORDS && STATES.test(part) && !/\?\s*$/.test(part)
}

/** "... , is that so?" belongs to what stands before it. */
const TAG =
  /^\W*(?:is (?:that|it|this) (?:so|right|true|correct)|right|correct|true|true or false|yes or no|yes\/no|or not|or nah|or no|isn['’]?t it|am i right|verify|verify (?:that|this|please)|confirm|no|yes|can you (?:confirm|verify|check)(?: (?:that|this|it|both|both halves))?|fact check|does that hold up|how so|why so)\W*$/iu

function withTags(parts: readonly string[], part: string): readonly string[] {
  const last = parts.at(-1)
  if (last === undefined || !TAG.test(part)) return [...parts, part]
  return [...parts.slice(0, -1), `${last.trimEnd()} ${part.trim()}`]
}

/** The claims of a sentence: clauses joined by "and" or a comma that are long enough to be one each. */
export function splitClaims(text: string): readonly string[] {
  const clauses = text
    .split(CLAIM_END)
    .map(clause => clause.trim())
    .filter(clause => clause !== '')
  const whole = clauses.every(
    clause => clause.split(/\s+/).length >= MIN_CLAIM_WORDS || /\d/.test(clause),
  )
  return whole && clauses.length <= MAX_QUESTIONS ? clauses : [text]
}

/** "If it was 100 then, how many now?": the condition belongs to its question. */
const CONDITION =
  /^\W*(?:(?:so|and|but|ok|say)\W+)*(?:if|suppose|assume|assuming|for (?:every|each)|out of|of every|say)\b/iu

/** A clause that neither asks nor states a figure belongs to the one after it ("And the site, how big ..."). */
function joinFragments(clauses: readonly string[]): readonly string[] {
  const joined: string[] = []
  let fragment = ''
  for (const clause of clauses) {
    const text = fragment === '' ? clause : `${fragment}, ${clause}`
    if (STANDS_ALONE.test(clause) && !CONDITION.test(clause)) {
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
