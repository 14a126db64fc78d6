// A verdict on a claim: supported, contradicted with the right value, partly, or not in the base.
import type { CommandFile } from '#magnets'

export default {
  summary: 'Check a claim: supported, contradicted, partly supported, or not in the base',
  translated: {
    es: 'Comprueba una afirmación: respaldada, contradicha, en parte o fuera de la base',
  },
  options: [
    {
      name: 'claim',
      summary: 'The claim in a sentence',
      translated: { es: 'La afirmación en una frase' },
      kind: 'text',
      required: true,
    },
  ],
  audience: 'everyone',
  run({ claim = '' }, ctx) {
    if (claim.trim() === '') return ctx.notice('Which claim shall I check?')
    return ctx.check(claim)
  },
} satisfies CommandFile
