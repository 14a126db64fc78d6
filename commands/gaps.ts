// What people asked and the base lacks, for those who keep it.
import type { CommandContext, CommandFile, KnownGap } from '#magnets'

export default {
  summary: 'What people asked and the base lacks, most often met first',
  translated: { es: 'Lo que la gente preguntó y falta en la base, lo más frecuente primero' },
  options: [],
  audience: 'operator',
  async run(_options, ctx) {
    const gaps = await ctx.gaps()
    if (gaps.length === 0) return ctx.notice('No open gaps: nothing was refused or disliked.')
    return ctx.notice(
      'Questions that could not be answered, or not well; questions in words only where you could have read them:',
      gaps.map(gap => lineOf(ctx, gap)),
    )
  },
} satisfies CommandFile

function lineOf(ctx: CommandContext, gap: KnownGap): string {
  const { subject, refused, disliked, lastAsked, example } = gap
  const counts = [...times('refused', refused), ...times('disliked', disliked)].join(', ')
  const day = ctx.day(new Date(lastAsked).toISOString().slice(0, 10))
  const words = example === undefined ? '' : `; for example “${example}”`
  return `${subject}: ${counts}; last asked on ${day}${words}`
}

function times(how: string, count: number): readonly string[] {
  if (count === 0) return []
  return [`${how} ${count === 1 ? 'once' : `${count} times`}`]
}
