// The words that a word may be an inflection of, so that a word list needs their plain forms only.

const SHORTEST = 3

/** Every form that taking off a common ending may leave; most of them are no words at all. */
export function uninflected(word: string): readonly string[] {
  const forms = new Set<string>()
  for (const [ending, replacements] of ENDINGS) {
    if (!word.endsWith(ending)) continue
    const stump = word.slice(0, -ending.length)
    for (const replacement of replacements) forms.add(stump + replacement)
    if (/([bdfgklmnprtz])\1$/.test(stump)) forms.add(stump.slice(0, -1))
  }
  return [...forms].filter(form => form.length >= SHORTEST)
}

/** English endings with what may have stood in their place. */
const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['s', ['']],
  ['es', ['']],
  ['ies', ['y']],
  ['ed', ['', 'e']],
  ['ied', ['y']],
  ['ing', ['', 'e']],
  ['in', ['', 'e']],
  ['ly', ['', 'le']],
  ['ily', ['y']],
  ['er', ['', 'e']],
  ['ers', ['', 'e']],
  ['ier', ['y']],
  ['est', ['', 'e']],
  ['iest', ['y']],
  ['ness', ['']],
  ['less', ['']],
]
