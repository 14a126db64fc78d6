// What of a sentence in another language than English can be held against its facts: years, months, numbers, yes and no.

import type { Claims } from './read-claims.ts'
import type { Stated } from './stated.ts'

/** With so many words of English in it, a sentence is English whatever it calls itself. */
const ENGLISH_FROM = 4

export function foreignReasons(
  said: Claims,
  by: readonly Stated[],
  { language, verdict }: { readonly language: string; readonly verdict: 'yes' | 'no' | undefined },
): readonly string[] {
  const dates = by.flatMap(({ dates: own }) => [...own])
  const years = said.dates.filter(({ year }) => !dates.some(key => key.includes(year)))
  const groups = said.words.flatMap(word => word.groups.map(id => ({ id, word })))
  const numbers = groups.filter(({ id }) => id.startsWith('number:'))
  const first = said.words[0]?.groups ?? []
  const contrary = verdict === 'yes' ? 'verdict:no' : 'verdict:yes'
  const english = new Set(groups.flatMap(({ id, word }) => (id === 'english' ? word.words : [])))
  return [
    ...years.map(({ key }) => `"${key}" is not the date of its facts.`),
    ...numbers.map(({ word }) => `"${word.words}" is a number in words; use a placeholder.`),
    ...wrongMonths(language, said.text, dates),
    ...(first.includes(contrary)
      ? ["it begins with another verdict than the facts' own answer."]
      : []),
    ...(english.size >= ENGLISH_FROM
      ? ['it is in English; say so or write it in its language.']
      : []),
    ...numberSigns(said),
  ]
}

/** Months as the language writes them, alone and after a day, that none of the facts' dates names. */
function wrongMonths(language: string, text: string, dates: readonly string[]): readonly string[] {
  const lower = text.toLowerCase()
  return Array.from({ length: 12 }, (_, month) => month).flatMap(month => {
    const day = new Date(Date.UTC(2024, month, 15))
    const english = nameOf('en', day)
    if (dates.some(key => key.includes(english))) return []
    const names = new Set([nameOf(language, day), nameOf(language, day, 'numeric')])
    const found = [...names].find(name => name.length > 2 && hasWord(lower, name))
    return found === undefined ? [] : [`"${found}" is not the date of its facts.`]
  })
}

function hasWord(text: string, word: string): boolean {
  const at = text.indexOf(word)
  const letter = (char = ''): boolean => /\p{L}/u.test(char)
  return at >= 0 && !letter(text[at - 1]) && !letter(text[at + word.length])
}

function nameOf(language: string, day: Date, withDay?: 'numeric'): string {
  const options = { month: 'long', timeZone: 'UTC', ...(withDay && { day: withDay }) } as const
  return new Intl.DateTimeFormat(localeOf(language), options)
    .formatToParts(day)
    .flatMap(({ type, value }) => (type === 'month' ? value.toLowerCase() : []))
    .join('')
}

/** A tag that no locale has is read as English, which finds no month of another language. */
function localeOf(language: string): string {
  try {
    return new Intl.Locale(language).toString()
  } catch {
    return 'en'
  }
}

/** Of a script without blanks between words numbers are found by their signs. */
const CHINESE_NUMBER =
  /[二三四五六七八九十百千万萬亿億兆]{2,}|[二三四五六七八九十百千万萬亿億兆][吨噸トン%倍成半]/u

function numberSigns(said: Claims): readonly string[] {
  const [number] = CHINESE_NUMBER.exec(said.text) ?? []
  return number === undefined ? [] : [`"${number}" is a number in words; use a placeholder.`]
}
