// What a receipt keeps of an answer: the question as understood, the rule, the guard, and what it was about.
import type { Account, Base, Reading, SenseRef, Subject } from '#magnets'
import { stem } from '../search/stem.ts'
import type { Explanation } from './explain.ts'
import { explainInWords } from './explain-in-words.ts'

export function accountOf(base: Base, explanation: Explanation): Account {
  const { reading, rule, guard } = explanation
  return {
    lines: explainInWords(explanation),
    rule,
    guard: guard === 'passed' ? guard : guard.map(({ rule, words }) => `${rule} “${words}”`),
    subject: subjectOf(base, reading),
  }
}

/**
 * Two questions are about the same where they name the same things, measures, kinds and times, and
 * leave the same words open, in whatever order and inflection.
 */
export function subjectOf(base: Base, { mentions, times, unknown, asks }: Reading): Subject {
  const meant = mentions.flatMap(({ senses, stems, optional, denied, aside }) => {
    const [sense] = senses
    if (sense === undefined || optional || denied === true || aside === true) return []
    if (FOREIGN.test(sense.id)) return { key: stems.join(' '), label: labelOfForeign(sense.id) }
    if (!NAMING.has(sense.type)) return []
    return { key: `${sense.type} ${sense.id}`, label: labelOf(base, sense) }
  })
  const when = distinct(times.map(({ from, to }) => `${from}..${to}`))
  const open = distinct(unknown.map(word => stem(word.toLowerCase())))
  const key = JSON.stringify([distinct(meant.map(({ key }) => key)), when, asks ?? '', open])
  // The asker's own words are nobody else's business: only how many there were.
  const words = open.length === 1 ? 'word' : 'words'
  const rest = open.length === 0 ? [] : [`${open.length} ${words} not known here`]
  const names = distinct(meant.map(({ label }) => label))
  const parts = [...names, ...distinct(times.map(({ words }) => words)), ...rest]
  return { key, label: parts.join(', ') || 'nothing known here' }
}

const NAMING: ReadonlySet<string> = new Set(['entity', 'measure', 'opposite'])
/** Senses of things of which nothing is held, by their kind. */
const FOREIGN = /^foreign:/

function labelOfForeign(id: string): string {
  return `a ${id.replace(FOREIGN, '').replaceAll('-', ' ')} of which nothing is held`
}

function labelOf(base: Base, { type, id }: SenseRef): string {
  return type === 'entity' ? (base.entity(id)?.name ?? id) : id.replaceAll('-', ' ')
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort()
}
