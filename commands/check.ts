// A verdict on a claim: supported, contradicted with the right value, partly, or not in the base.
import type { CommandFile } from '#magnets'

export default {
  summary: 'Check a claim: supported, contradicted, partly supported, or not in the base',
  options: [{ name: 'claim', summary: 'The claim in a sentence', kind: 'text', required: true }],
  audience: 'everyone',
  run({ claim = '' }, ctx) {
    if (claim.trim() === '') return ctx.notice('Which claim shall I check?')
    return ctx.check(claim)
  },
} satisfies CommandFile
