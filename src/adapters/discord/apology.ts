// What a person reads when something of ours failed: plain words and an id that the log has too.
import { escapeText } from './escape-text.ts'
import { type MessageBody, plainBody } from './render.ts'

export function apology(reference: string): MessageBody {
  return plainBody(
    escapeText(`Sorry, that failed on our side. Please try again. Reference ${reference}`),
  )
}
