// The vocabulary as the reader of questions uses it: phrases by stems, known words for spelling.
import type { Base, SenseRef } from '#magnets'
import { uninflected } from '../search/inflections.ts'
import { createPhraseTrie, type PhraseTrie } from '../search/phrase-trie.ts'
import { createSpeller, oneEditAway, type Speller } from '../search/spell.ts'
import { stemsOf, tokenize } from '../search/tokenize.ts'
import { FOREIGN } from './has-sense.ts'

export interface Lexicon {
  readonly trie: PhraseTrie<SenseRef>
  readonly speller: Speller
  /** Stems of all words that some phrase, fact or filler holds. */
  knows(stem: string): boolean
  /** An ordinary word of the language, or with `forgiving` a misspelt one, though it has no meaning here. */
  isPlain(word: string, forgiving?: boolean): boolean
  /** A name or alias of one word, letter by letter: a stem may fall together with a plain word. */
  isName(word: string): boolean
  /** Plain words without meaning of their own. */
  isFiller(word: string): boolean
}

const FILLER = 'filler'

/** A shorter unknown word is too near to too many others to be a misspelling of one. */
const MISSPELT_FROM = 6

/** "soooo", "lmaooo": a letter typed three times or more stands for one. */
function unstretched(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, '$1')
}

/** Built once for a base; reading a question then costs no more than its own length. */
export function createLexicon(base: Base): Lexicon {
  const trie = createPhraseTrie<SenseRef>()
  // Made when the first unknown word turns up: most questions have none.
  let plain: ReadonlySet<string> | undefined
  const words = new Set<string>()
  const stems = new Set<string>()
  const fillers = new Set<string>()
  const learn = (text: string): void => {
    for (const token of tokenize(text)) {
      words.add(token.word)
      stems.add(token.stem)
    }
  }
  const add = (phrases: readonly string[], ref: SenseRef): void => {
    for (const phrase of phrases) {
      learn(phrase)
      trie.add(stemsOf(phrase), ref)
    }
  }
  const { entities, measures, units, senses, smallTalk } = base.vocabulary
  const names = new Set<string>()
  for (const entity of entities) {
    for (const name of [entity.name, ...entity.aliases, ...entity.misspellings]) {
      const [only, ...more] = tokenize(name)
      if (only !== undefined && more.length === 0) names.add(only.word)
    }
    add([entity.name, ...entity.aliases, ...entity.misspellings], { type: 'entity', id: entity.id })
  }
  for (const measure of measures) {
    add([measure.name, ...measure.words], { type: 'measure', id: measure.id })
    add(measure.opposites, { type: 'opposite', id: measure.id })
  }
  for (const unit of units) {
    add([unit.singular, unit.plural, ...unit.aliases], { type: 'unit', id: unit.id })
    for (const sign of [unit.prefix, unit.suffix])
      if (sign && !/\p{L}/u.test(sign)) add([sign], { type: 'unit', id: unit.id })
  }
  for (const sense of senses) {
    if (sense.id === FILLER) {
      for (const word of sense.words) fillers.add(word.toLowerCase().replace(/'/g, ''))
      for (const word of sense.words) learn(word)
    } else if (sense.id.startsWith(FOREIGN)) {
      // Nothing is taken for a misspelt stranger.
      for (const phrase of sense.words) trie.add(stemsOf(phrase), { type: 'sense', id: sense.id })
    } else add(sense.words, { type: 'sense', id: sense.id })
  }
  for (const talk of smallTalk) add(talk.words, { type: 'talk', id: talk.id })
  for (const fact of base.facts) learn(fact.statement)
  const isFiller = (word: string): boolean =>
    fillers.has(word) || uninflected(word).some(form => fillers.has(form))
  return {
    trie,
    speller: createSpeller(words),
    knows: known => stems.has(known),
    isPlain: (typed, forgiving = false) => {
      const known = plain ?? new Set(base.vocabulary.plainWords.split('\n'))
      plain = known
      const isWord = (word: string): boolean =>
        known.has(word) || isFiller(word) || uninflected(word).some(form => known.has(form))
      const word = unstretched(typed)
      return (
        isWord(word) || (forgiving && word.length >= MISSPELT_FROM && oneEditAway(word, isWord))
      )
    },
    isName: word => names.has(word),
    isFiller: word => isFiller(word),
  }
}
