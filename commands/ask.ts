// A question in words.
import type { CommandFile } from '#magnets'

export default {
  summary: 'Ask a question in your own words',
  translated: { es: 'Haz una pregunta con tus propias palabras' },
  options: [
    {
      name: 'question',
      summary: 'Your question',
      translated: { es: 'Tu pregunta' },
      kind: 'text',
      required: true,
    },
  ],
  audience: 'everyone',
  run({ question = '' }, ctx) {
    if (question.trim() === '') {
      return ctx.notice('What would you like to know?', ctx.base.vocabulary.about.examples)
    }
    return ctx.ask(question)
  },
} satisfies CommandFile
