// Makes thousands of other ways to put the golden questions, false figures among them; the same for the same seed.
import type { Vocabulary } from '#magnets'
import { seededRandom } from '../adapters/seeded-random.ts'
import type { GoldenQuestion } from './grade-answer.ts'

export interface Paraphrase {
  readonly id: string
  readonly turns: readonly string[]
  /** A figure that no fact holds, as it stands in the question. */
  readonly planted?: string
}

export interface ParaphraseOptions {
  readonly seed: number
  readonly count: number
  readonly vocabulary: Pick<Vocabulary, 'entities' | 'measures'>
}

type Change = (text: string, dice: Dice) => string

interface Dice {
  /** Whole number from 0 to below `end`. */
  roll(end: number): number
  pick<T>(from: readonly [T, ...(readonly T[])]): T
}

const NOISE: readonly [string, ...string[]] = [
  ...(['pls', 'hey', 'um', 'so like', 'quick one:', 'btw', 'asap', 'for my boss', 'tbh'] as const),
  ...['🙏', '🤔', '🔥🔥', '📈', '👀', '!!!', '...', 'thx', 'honestly', 'you know', 'again'],
]

const PLANTS: readonly [string, ...string[]] = [
  'was it {}? QUESTION',
  'QUESTION was it {}?',
  'QUESTION I read {} somewhere',
  'someone told me {}. QUESTION',
  "isn't it {}, QUESTION",
  'QUESTION (my notes say {})',
  'say that it was {}. QUESTION',
  'given that it is {}, QUESTION',
]

/** Goes round the questions and changes each in one to three ways; every third gets a false figure. */
export function paraphrase(
  questions: readonly GoldenQuestion[],
  { seed, count, vocabulary }: ParaphraseOptions,
): readonly Paraphrase[] {
  const changes: readonly [Change, ...Change[]] = [
    misspell,
    misspell,
    synonymsFrom(vocabulary),
    synonymsFrom(vocabulary),
    reorder,
    addNoise,
  ]
  return Array.from({ length: count }, (_, n) => {
    // Each has dice of its own: a word added to the vocabulary does not change all the others.
    const dice = diceFrom(seed + n)
    const question = questions[n % questions.length]
    const earlier = question?.turns.slice(0, -1) ?? []
    let last = question?.turns.at(-1) ?? ''
    for (let times = 1 + dice.roll(3); times > 0; times--) last = dice.pick(changes)(last, dice)
    const id = `${question?.id}/${n}`
    if (n % 3 !== 0) return { id, turns: [...earlier, last] }
    const planted = falseFigure(dice)
    const turn = dice.pick(PLANTS).replace('{}', planted).replace('QUESTION', last)
    return { id, turns: [...earlier, turn], planted }
  })
}

function diceFrom(seed: number): Dice {
  const random = seededRandom(seed)
  return {
    roll: end => Math.floor(random() * end),
    pick: from => from[Math.floor(random() * from.length)] ?? from[0],
  }
}

/** Digits are odd on purpose, so that neither a fact nor a sum of facts can come to the same. */
function falseFigure(dice: Dice): string {
  const odd = (): number => 1 + 2 * dice.roll(5)
  const thousands = `${dice.roll(90) + 10},${odd()}${odd()}${odd()}`
  return dice.pick([
    `${thousands} tons`,
    `${thousands} metric tons`,
    thousands,
    `${11 + dice.roll(80)}.${odd()}${odd()}%`,
    `${11 + dice.roll(80)}.${odd()}${odd()} percent`,
    `$${11 + dice.roll(80)}.${odd()}${odd()} billion`,
    `about ${thousands} tons per year`,
    `in ${2051 + 2 * dice.roll(20)}`,
    `${131 + 2 * dice.roll(40)} months`,
  ])
}

/** Two letters exchanged, one dropped or one doubled, in a word of at least four. */
function misspell(text: string, dice: Dice): string {
  const words = Array.from(text.matchAll(/\p{L}{4,}/gu))
  const word = words[dice.roll(words.length)]
  if (word === undefined) return text
  const at = word.index + 1 + dice.roll(word[0].length - 2)
  const [a = '', b = ''] = [text.charAt(at), text.charAt(at + 1)]
  const typo = dice.pick([b + a, b, a + a + b])
  return text.slice(0, at) + typo + text.slice(at + 2)
}

/** A name or a measure's word that stands in the question, put as the vocabulary also has it. */
function synonymsFrom({ entities, measures }: ParaphraseOptions['vocabulary']): Change {
  const groups = [
    ...entities.map(({ name, aliases }) => [name, ...aliases]),
    ...measures.map(({ words }) => words),
  ]
  const groupsOf = new Map<string, (readonly string[])[]>()
  for (const group of groups) {
    for (const form of group.map(word => word.toLowerCase())) {
      groupsOf.set(form, [...(groupsOf.get(form) ?? []), group])
    }
  }
  return (text, dice) => {
    const spans = spansOf(text).filter(({ words }) => groupsOf.has(words.toLowerCase()))
    const span = spans[dice.roll(spans.length)]
    const others = groupsOf.get(span?.words.toLowerCase() ?? '') ?? []
    const group = others[dice.roll(others.length)]
    const other = group?.[dice.roll(group.length)]
    if (span === undefined || other === undefined) return text
    return text.slice(0, span.at) + other + text.slice(span.at + span.words.length)
  }
}

/** Every run of one to four words. */
function spansOf(text: string): readonly { readonly at: number; readonly words: string }[] {
  const words = Array.from(text.matchAll(/[\p{L}\p{N}'-]+/gu))
  return words.flatMap((first, n) =>
    words.slice(n, n + 4).map(last => ({
      at: first.index,
      words: text.slice(first.index, last.index + last[0].length),
    })),
  )
}

/** Clauses in another order, at commas, at "and", or else the end before the beginning. */
function reorder(text: string, dice: Dice): string {
  const clauses = text.split(/[,;:?!.]\s+|\s+and\s+/).filter(clause => clause !== '')
  if (clauses.length > 1) return clauses.toReversed().join(', ')
  const words = text.split(' ')
  const cut = dice.roll(words.length)
  return [...words.slice(cut), ...words.slice(0, cut)].join(' ')
}

function addNoise(text: string, dice: Dice): string {
  const words = text.split(' ')
  return words.toSpliced(dice.roll(words.length + 1), 0, dice.pick(NOISE)).join(' ')
}
