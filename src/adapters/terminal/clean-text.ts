// Takes out of a text whatever would steer a terminal instead of being read.
import { stripVTControlCharacters } from 'node:util'

/** Control characters but the line feed, and marks that turn the direction of writing around. */
const CONTROLS =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Plain text, line feeds kept. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\t\v\f]|\r\n?/g, white => (white.startsWith('\r') ? '\n' : ' '))
    .replace(CONTROLS, '')
}

/** Plain text on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}
