// What can be asked and done, rendered from the commands themselves.
import type { Audience, Command, CommandFile } from '#magnets'

const RANKS: readonly Audience[] = ['everyone', 'moderator', 'operator']

export default {
  summary: 'What I cover, and every command with its options',
  translated: { es: 'De qué trato y todos los comandos con sus opciones' },
  options: [],
  audience: 'everyone',
  run(_options, ctx) {
    const { scope, examples } = ctx.base.vocabulary.about
    const rank = RANKS.indexOf(ctx.asker.audience)
    const usable = ctx.commands.filter(({ audience }) => RANKS.indexOf(audience) <= rank)
    return ctx.notice(scope, 'Commands:', usable.map(usage), 'Questions to try:', examples)
  },
} satisfies CommandFile

function usage({ name, options, summary }: Command): string {
  const words = options.map(option => (option.required ? `<${option.name}>` : `[${option.name}]`))
  return `${[name, ...words].join(' ')}: ${summary}`
}
