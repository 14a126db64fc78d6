// An explanation as lines of text, for receipts and for people who ask why.
import type { Mention } from '#magnets'
import type { Explanation } from './explain.ts'

/** What was recognised and what was not, the facts weighed with their scores, and the rule that decided. */
export function explainInWords({
  reading,
  considered,
  rule,
  guard,
}: Explanation): readonly string[] {
  const { kinds, mentions, figures, times, unknown, plain } = reading
  return [
    'How it was read',
    `  kind: ${kinds.join(', ')}`,
    ...mentions.map(mention => `  ${meaningOf(mention)}`),
    ...figures.map(({ words, hedge, amount, unit }) =>
      `  “${words}”: figure ${hedge} ${amount} ${unit ?? ''}`.trimEnd(),
    ),
    ...times.map(({ words, from, to }) => `  “${words}”: ${from} to ${to}`),
    `  not understood: ${unknown.join(', ') || 'nothing'}`,
    `  ordinary words: ${plain.join(', ') || 'none'}`,
    'Facts weighed, best first',
    ...considered.map(fact => {
      const fits = [fact.measure && 'measure', fact.entity && 'thing', fact.time && 'time']
      const open = fact.open.length === 0 ? '' : `, leaves open: ${fact.open.join(', ')}`
      const said = fits.filter(Boolean).join(', ') || 'nothing'
      return `  ${fact.fact}: score ${fact.score}, covers ${fact.coverage}, fits ${said}${open}`
    }),
    `Decided by: ${rule}`,
    `Guard: ${guard === 'passed' ? guard : guard.map(v => `${v.rule} “${v.words}”`).join('; ')}`,
  ]
}

function meaningOf({ words, senses, optional, certainty }: Mention): string {
  const meanings = senses.map(({ type, id }) => (type === 'sense' ? id : `${type} ${id}`))
  const origin = words === '' ? 'from before or by description' : `“${words}”`
  const doubt = [
    optional ? 'may be a plain word' : '',
    certainty < 1 ? `certainty ${certainty}` : '',
  ]
  const notes = doubt.filter(note => note !== '').join(', ')
  return `${origin}: ${meanings.join(' or ')}${notes === '' ? '' : ` (${notes})`}`
}
