// Folds the inflections of English words together; deliberately light, so that different words stay apart.

const KEEP = /^(?:.{1,3}|.*(?:ss|us|is|news|series|states))$/

/** "producing", "produced" and "produces" give "produc"; words of up to three letters stay. */
export function stem(word: string): string {
  if (KEEP.test(word) || /\d/.test(word)) return word
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(sh|ch|x|z|ss)es$/, '$1')
    .replace(/([^su])s$/, '$1')
    .replace(/(?<=....)ally$/, 'al')
  const bare =
    singular.length > 5
      ? singular.replace(/(?:ing|ed)$/, '')
      : singular.replace(/(?<=[^aeiou]..)ed$/, '')
  // Doubled final consonant: "shipped" -> "ship"; "ll", "ss" belong to the word.
  const undoubled = bare === singular ? bare : bare.replace(/([bdgkmnprt])\1$/, '$1')
  // Short words keep their e, so that "care" and "cars" stay apart; "making" gets back its own.
  const whole = bare !== singular && undoubled === bare ? bare.replace(SHORT, '$&e') : undoubled
  return whole.replace(/(?<=....)e$/, '').replace(/y$/, 'i')
}

/** Consonant, vowel, consonant: what is left of "mak-ing". */
const SHORT = /^[^aeiou][aeiou][bcdfghklmnprstvz]$/
