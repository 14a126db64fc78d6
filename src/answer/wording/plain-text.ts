// What a sentence may be made of: plain words of one script, without anything that a platform would act on.

const MAX_LENGTH = 600

/** Letters, ASCII digits, blanks, and the marks of ordinary sentences in any script. */
const ALLOWED = /^[\p{L}\p{M}\p{P}\p{Sc}0-9 +÷×−=]*$/u

/** Marks that some client reads as a mention, a link, a picture, code or emphasis. */
const ACTIVE = /[<>@#*_`{}[\]|\\~^]/u

/** "evil.example", "a@b", "//path" and the like become links in some client or other. */
const ADDRESS = /[\p{L}\d]\.[\p{L}]{2}|:\/|\/\/|www\./iu

/** Letters of two scripts in one word imitate a name. */
const MIXED =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u

/** Letters heaped with accents. */
const HEAPED = /\p{M}{4}/u

/** "SYSTEM: ..." speaks to a machine. */
const LABEL = /^\p{L}+:/u

/** A minus that stands before a figure turns its sign. */
const SIGNED = /(?:^|[\s(])[-–—−+]\s?[$€£]?\d/u

/** Why the text can't go out whatever it says; undefined where it may. */
export function unfitText(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty'
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`
  const folded = text.normalize('NFKC')
  if (text.normalize('NFC') !== text || !ALLOWED.test(text) || ACTIVE.test(folded)) {
    return 'it holds signs other than letters, digits and the marks of ordinary sentences'
  }
  if (ADDRESS.test(folded)) return 'it holds an address or link'
  if (MIXED.test(text) || HEAPED.test(text)) return 'a word of it imitates another'
  if (LABEL.test(text)) return 'it begins with a label'
  return SIGNED.test(text) ? 'a sign stands before a figure' : undefined
}
