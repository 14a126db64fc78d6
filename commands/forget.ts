// Removes everything that is kept of the person who asks for it, and says what that was.
import type { CommandFile, Forgotten } from '#magnets'

export default {
  summary: 'Removes everything that is kept of you',
  translated: { es: 'Borra todo lo que se guarda de ti' },
  options: [
    {
      name: 'who',
      summary: 'Yourself; nobody else can be named',
      translated: { es: 'Tú mismo; no se puede nombrar a nadie más' },
      kind: 'choice',
      required: false,
      values: ['me'],
    },
  ],
  audience: 'everyone',
  phrases: ['forget me'],
  async run(_options, ctx) {
    const removed = wordsOf(await ctx.forget())
    const posted = 'Answers that were posted stay where they are.'
    if (removed === '') return ctx.notice(`Nothing was kept of you. ${posted}`)
    return ctx.notice(
      `Removed: ${removed}. Nothing else is kept of you but, for a few days at most, that you asked for this. ${posted}`,
    )
  },
} satisfies CommandFile

function wordsOf({ questions, turns, receipts, votes, gaps }: Forgotten): string {
  const words = [
    counted(questions, 'question', 'questions'),
    counted(turns, 'turn of conversations', 'turns of conversations'),
    counted(receipts, 'receipt of an answer', 'receipts of answers'),
    counted(votes, 'vote', 'votes'),
    counted(gaps, 'note of what I could not answer', 'notes of what I could not answer'),
  ].filter(part => part !== '')
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Empty for none. */
function counted(count: number, one: string, several: string): string {
  if (count === 0) return ''
  return `${count} ${count === 1 ? one : several}`
}
