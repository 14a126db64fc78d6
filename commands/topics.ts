// What the base speaks of; with a name, everything that it holds on that topic.
import { ACTIONS, type CommandFile, cell } from '#magnets'

export default {
  summary: 'The topics of the base, or all that it holds on one of them',
  translated: { es: 'Los temas de la base, o todo lo que dice de uno' },
  options: [
    {
      name: 'name',
      summary: 'A topic',
      translated: { es: 'Un tema' },
      kind: 'choice',
      required: false,
      choices: base => base.vocabulary.topics.map(({ id }) => id),
    },
  ],
  audience: 'everyone',
  run({ name = '' }, ctx) {
    const { topics } = ctx.base.vocabulary
    const lines = topics.map(({ id, title }) => {
      const { length } = ctx.facts({ topic: id })
      return `${id}: ${title} (${length} ${length === 1 ? 'fact' : 'facts'})`
    })
    if (name === '') {
      const actions = topics.map(({ id, title }) => ({
        id: ACTIONS.command,
        label: title,
        value: `topics ${id}`,
      }))
      return { ...ctx.notice('The topics of the base:', lines), actions }
    }
    const wanted = name.toLowerCase()
    const topic = topics.find(({ id, title }) => id === wanted || title.toLowerCase() === wanted)
    if (topic === undefined) return ctx.notice(`“${name}” is no topic of the base. It has:`, lines)
    const facts = ctx.facts({ topic: topic.id })
    if (facts.length === 0) return ctx.silent(`“${topic.title}”`)
    return ctx.compose({
      outcome: 'answer',
      parts: [
        {
          kind: 'list',
          title: topic.title,
          items: facts.map(fact => cell(ctx.tell(fact), [fact])),
        },
        ...ctx.caveats(facts),
      ],
    })
  },
} satisfies CommandFile
