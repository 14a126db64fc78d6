// Rule: senses of hedges, statuses and directions carry names that exist.
import { HEDGES, STATUSES } from '#magnets'
import type { Rule } from './rule.ts'

const NAMES: Readonly<Record<string, readonly string[]>> = {
  hedge: HEDGES,
  status: STATUSES,
  direction: ['up', 'down'],
}

export const senseNames: Rule = {
  name: 'sense-names',
  check({ senses }, report) {
    for (const sense of senses) {
      const [namespace = '', name] = sense.item.id.split(':')
      const allowed = Object.hasOwn(NAMES, namespace) ? NAMES[namespace] : undefined
      if (allowed === undefined || (name !== undefined && allowed.includes(name))) continue
      const choices = allowed.map(choice => `${namespace}:${choice}`).join(', ')
      report(sense, ['id'], `"${sense.item.id}" is unknown; it must be one of: ${choices}`)
    }
  },
}
