// Finds the sentences of a plan while its JSON is still coming in.
import { parsePartialJson } from '@langchain/core/output_parsers'
import { z } from 'zod'
import type { CarriedSentence } from '#magnets'
import { language, sentence } from './shapes.ts'

/** A plan is no longer than this; more of it is not read before its end. */
const MAX_TEXT = 20_000

const partial = z.object({ language, sentences: z.array(z.unknown()) })

/** Takes the text piece by piece; each sentence is told once, when the next one has begun. */
export function createSentenceReader(
  onSentence: (found: CarriedSentence, language: string) => void,
): (piece: string) => void {
  let text = ''
  let told = 0
  return piece => {
    text += piece
    // A sentence ends with its object: nothing new is whole before that.
    if (!piece.includes('}') || text.length > MAX_TEXT) return
    const parsed = partial.safeParse(parsePartialJson(text))
    if (!parsed.success) return
    const { sentences } = parsed.data
    const whole = isClosed(text) ? sentences.length : sentences.length - 1
    for (; told < whole; told += 1) {
      const found = sentence.safeParse(sentences[told])
      if (!found.success) return
      onSentence(found.data, parsed.data.language)
    }
  }
}

/** True where the last sentence's object has been closed. */
function isClosed(text: string): boolean {
  return /\}\s*[,\]\s}]*$/.test(text) && /"facts"\s*:\s*\[[^\]]*\]\s*\}\s*[,\]\s}]*$/.test(text)
}
