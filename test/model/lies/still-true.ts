// An independent look at a lie: whether it happens to say what the truth says, read by plain replacement alone.
import type { Sentence } from './lie.ts'

const SAME: readonly (readonly [RegExp, string])[] = [
  // Said twice, it is as true as said once.
  [/\b(?:over|above|in excess of|more than) (?=more than )/g, ''],
  [
    /\b(tons per year|annually|yearly revenue|according to plan) (?:annually|a year|per year)\b/g,
    '$1',
  ],
  [/\bslow up\b/g, 'slow down'],
  [/\b(?:over|in excess of)(?= \$?\d)/g, 'more than'],
  [/\b(?:roughly|around|approximately)(?= \$?\d)/g, 'about'],
  [/\balmost(?= \$?\d)/g, 'nearly'],
  [/\bunder(?= \$?\d)/g, 'less than'],
  [/ ?percent\b/g, '%'],
  [/\btonnes?\b/g, 'metric tons'],
  [/\bmeters\b/g, 'metres'],
  [/\s+/g, ' '],
]

/** True where only spelling, spacing or an equal hedge differs and the same facts stand behind it. */
export function stillTrue(truth: Sentence, lie: Sentence): boolean {
  const same = [...lie.facts].sort().join() === [...truth.facts].sort().join()
  return same && (plain(lie.text) === plain(truth.text) || repeats(truth.text, lie.text))
}

/** A yearly figure that is said to be one a second time, the world's that is said to be worldwide. */
function repeats(truth: string, lie: string): boolean {
  const yearly =
    /\b(?:annual|a year|per year)\b(?! earlier)/.test(truth) &&
    plain(lie) === `${plain(truth)} a year`
  const yearlyBefore =
    /\bannual\b/.test(truth) && plain(lie) === plain(truth).replace(/tons\b/, 'tons per year')
  return (
    yearly ||
    yearlyBefore ||
    (/\b[Gg]lobal|world|of all/.test(truth) && lie.startsWith('Worldwide,'))
  )
}

function plain(text: string): string {
  const folded = SAME.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
  return folded.toLowerCase().replace(/[.,]$/, '').trim()
}
