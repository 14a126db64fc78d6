// Lies about who and what: names exchanged, replaced, imitated; figures told of another.
import type { Entity } from '#magnets'
import { type Mutator, retold, some } from './lie.ts'

const isProper = ({ name }: Entity): boolean => /^\p{Lu}/u.test(name)

function has(text: string, name: string): boolean {
  const at = text.indexOf(name)
  return (
    at >= 0 &&
    !/[\p{L}\d]/u.test(text[at - 1] ?? ' ') &&
    !/[\p{L}\d]/u.test(text[at + name.length] ?? ' ')
  )
}

const otherName: Mutator = (truth, { base, random }) => {
  const { entities } = base.vocabulary
  const within = entities.filter(({ name }) => has(truth.text, name))
  const told = new Set(
    truth.facts.flatMap(id => {
      const fact = base.fact(id)
      return fact === undefined
        ? []
        : [fact.subject, fact.object, fact.place, ...fact.related, ...fact.implied]
    }),
  )
  return within.flatMap(entity => {
    const strangers = entities.filter(
      other =>
        other.id !== entity.id &&
        !told.has(other.id) &&
        isProper(other) === isProper(entity) &&
        !entity.relations.some(({ to }) => to === other.id) &&
        !other.relations.some(({ to }) => to === entity.id) &&
        !other.name.includes(entity.name) &&
        !entity.name.includes(other.name),
    )
    return retold(
      truth,
      some(strangers, 12, random).map(other => truth.text.replace(entity.name, other.name)),
    )
  })
}

const unknownName: Mutator = (truth, { base }) =>
  base.vocabulary.entities
    .filter(entity => isProper(entity) && has(truth.text, entity.name))
    .flatMap(({ name }) =>
      retold(
        truth,
        ['Lynas', 'Tesla', 'Australia', 'Wyoming', 'Acme Corp', 'Japan'].map(other =>
          truth.text.replace(name, other),
        ),
      ),
    )

/** Who does it becomes to whom it is done. */
const turned: Mutator = (truth, { base }) => {
  const names = base.vocabulary.entities
    .filter(entity => isProper(entity) && has(truth.text, entity.name))
    .map(({ name }) => name)
  const pairs = names.flatMap((one, i) => names.slice(i + 1).map(other => [one, other] as const))
  return retold(
    truth,
    pairs
      .filter(([one, other]) => !one.includes(other) && !other.includes(one))
      .flatMap(([one, other]) => {
        const between = truth.text.slice(
          Math.min(truth.text.indexOf(one), truth.text.indexOf(other)),
        )
        // Two places one behind the other stay the right ones.
        if (
          [one, other].every(name =>
            new RegExp(`\\b(?:in|at) (?:the )?${escaped(name)}`).test(truth.text),
          )
        )
          return []
        // "A and B" says the same as "B and A".
        if (
          new RegExp(
            `^(?:${escaped(one)}|${escaped(other)})(?:,)? (?:and|or|with) (?:the )?(?:${escaped(one)}|${escaped(other)})`,
          ).test(between)
        )
          return []
        return [truth.text.replace(one, '\u0001').replace(other, one).replace('\u0001', other)]
      }),
  )
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

const imitated: Mutator = (truth, { base }) =>
  base.vocabulary.entities
    .filter(entity => isProper(entity) && has(truth.text, entity.name))
    .flatMap(({ name }) =>
      retold(
        truth,
        [
          name.replace('a', 'а'),
          name.replace('o', 'ο'),
          name.replace('e', 'е'),
          `${name}\u200b`,
          `\u202e${name}`,
        ]
          .filter(other => other !== name)
          .map(other => truth.text.replace(name, other)),
      ),
    )

/** Another fact's id behind the same words. */
const citation: Mutator = (truth, { base, random }) => {
  const others = base.facts.filter(
    ({ id, supersedes, statement }) =>
      !truth.facts.includes(id) &&
      !truth.facts.includes(supersedes ?? '') &&
      statement !== truth.text,
  )
  return [
    ...some(others, 10, random).map(({ id }) => ({ text: truth.text, facts: [id] })),
    { text: truth.text, facts: ['made-up-fact'] },
    { text: truth.text, facts: [] },
  ]
}

export const names = { otherName, unknownName, turned, imitated, citation }
