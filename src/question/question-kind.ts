// What kind of answer a question wants, and of what kind the thing is that it asks for.
import type { Mention, QuestionKind, SenseRef } from '#magnets'
import type { Token } from '../search/tokenize.ts'
import { OF_KIND } from './has-sense.ts'
import { STATES } from './split-questions.ts'

/** Most telling first: a question that asks when and what asks when. */
const KIND_ORDER: readonly QuestionKind[] = [
  'verify',
  'list',
  'compare',
  'summary',
  'when',
  'name',
  'where',
  'who',
  'why',
  'duration',
  'share',
  'value',
  'how',
  'what',
]

/** A first word of these makes a sentence a yes-or-no question. */
const AUXILIARIES = new Set(
  'is are was were do does did has have had will would can could should isnt arent wasnt didnt doesnt wont hasnt'.split(
    ' ',
  ),
)

export function kindsOf(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): readonly QuestionKind[] {
  const picked = PICKED_KINDS[askedKind(tokens, mentions) ?? '']
  const said = new Set(
    mentions
      .filter(mention => asksHere(tokens, mention))
      .flatMap(({ senses }) =>
        senses.filter((ref: SenseRef) => ref.id.startsWith('kind:')).map(ref => ref.id.slice(5)),
      ),
  )
  if (picked !== undefined) said.add(picked)
  const starts = tokens.filter(
    (_, i) => i === 0 || tokens[i - 1]?.closes || (i === 1 && LEADS.has(tokens[0]?.word ?? '')),
  )
  const whether = starts.some(
    token =>
      AUXILIARIES.has(token.word) && !REQUESTED.has(tokens[tokens.indexOf(token) + 1]?.word ?? ''),
  )
  if (TAGGED.test(text) || (said.size === 0 && !whether && isClaimAsked(text))) said.add('verify')
  // "When it opens how many ..." sets the scene and asks no date.
  if (said.has('value') && SCENE.test(text)) said.delete('when')
  const kinds = KIND_ORDER.filter(kind => said.has(kind))
  const wh = kinds.some(kind => kind !== 'verify' && kind !== 'compare')
  if (whether && !wh) return ['whether', ...kinds]
  return kinds.length === 0 ? ['open'] : whether ? [...kinds, 'whether'] : kinds
}

/** "So it went to the mine?": a statement with a question mark. */
function isClaimAsked(text: string): boolean {
  const states = /\?\s*$/.test(text) && STATES.test(text) && !WH.test(text)
  return states && text.trim().split(/\s+/).length >= MIN_CLAIM
}

const MIN_CLAIM = 5

const SCENE = /\bwhen\b(?:(?!\band\b)[^?.;,&]){3,80}\bhow (?:many|much|big|large)\b/i

const WH = /\b(?:who|whose|what|when|where|why|how|which)/i

/** "... , yes?" */
const TAGGED = /,\s*(?:yes|no|right|ya|eh|huh|innit|correct|true|ok)\s*\?\s*$/i

/** "Which firm" asks who, "which town" where. */
const PICKED_KINDS: Readonly<Record<string, QuestionKind>> = {
  company: 'who',
  agency: 'who',
  country: 'who',
  group: 'who',
  person: 'who',
  place: 'where',
  town: 'where',
  county: 'where',
  site: 'where',
}

/** Words before a question that change nothing. */
const LEADS: ReadonlySet<string> = new Set(['so', 'and', 'but', 'ok', 'then', 'well', 'now', 'hey'])

/** "Could you give", "does anyone know": a request, whose answer is neither yes nor no. */
const REQUESTED: ReadonlySet<string> = new Set([
  'you',
  'u',
  'ya',
  'someone',
  'somebody',
  'anyone',
  'anybody',
])

const AGREES: ReadonlySet<string> = new Set(['right', 'correct', 'true', 'accurate', 'legit'])

/** Words that may also join clauses: they ask only near the start of one. */
const JOINS: ReadonlySet<string> = new Set('when where who how which what whats why'.split(' '))

function asksHere(tokens: readonly Token[], { span }: Mention): boolean {
  const { word = '', closes = false } = tokens[span.from] ?? {}
  const single = span.to - span.from === 1
  // "Calling it so" names nothing.
  if (single && word.endsWith('ing')) return false
  // "Right before that", "the correct one": only at an end of the clause they ask for a verdict.
  if (single && AGREES.has(word)) return closes ? span.from > 0 : span.to === tokens.length
  if (span.to - span.from > 1 || !JOINS.has(tokens[span.from]?.word ?? '')) return true
  const start = tokens.findLastIndex((token, i) => i < span.from && token.closes) + 1
  const lead = tokens.slice(start, span.from).map(token => token.word)
  if (lead.at(-1) === 'and' || lead.length === 0) return true
  // "... like when it's done": behind another question's clause it joins.
  const before = start > 0 && lead.length === 1 ? tokens.slice(0, start) : []
  return ![...before.map(({ word }) => word), ...lead].some(word => JOINS.has(word))
}

/** Words that ask for one of a kind: "which law", "what town". */
const PICKS: ReadonlySet<string> = new Set(['which', 'what', 'wat', 'wut', 'whose', 'name', 'same'])

/** Words between "which" and its kind: "which federal agency", "what kind of elements". */
const PICK_REACH = 5

/** The kind of entity that the question wants named, where it says one: "which law" -> "law". */
export function askedKind(
  tokens: readonly Token[],
  mentions: readonly Mention[],
): string | undefined {
  for (const { span, senses } of mentions) {
    const kind = senses.find(ref => ref.id.startsWith(OF_KIND))?.id.slice(OF_KIND.length)
    if (kind === undefined) continue
    const lead = tokens.slice(Math.max(0, span.from - PICK_REACH), span.from)
    const pick = lead.findLastIndex(({ word }) => PICKS.has(word))
    if (pick >= 0 && lead.slice(pick).every(({ closes }) => !closes)) return kind
  }
  return undefined
}
