// Rule: a name, alias or misspelling means one entity only.
import type { Entity } from '#magnets'
import type { Entry } from '../draft.ts'
import type { Path } from '../parse-yaml.ts'
import { normalised } from '../phrases.ts'
import type { Rule } from './rule.ts'

export const unambiguousNames: Rule = {
  name: 'unambiguous-names',
  check(draft, report) {
    const owners = new Map<string, Entry<Entity>>()
    for (const entity of draft.entities) {
      for (const [path, name] of names(entity.item)) {
        const form = normalised(name)
        const owner = owners.get(form)
        if (form === '') {
          report(entity, path, `"${name}" has no letter or digit, so nobody could mean it`)
        } else if (owner !== undefined && owner.item.id !== entity.item.id) {
          const where = `${owner.file}:${owner.lineOf(['id'])}`
          report(entity, path, `"${name}" already means "${owner.item.id}" (${where})`)
        } else {
          owners.set(form, entity)
        }
      }
    }
  },
}

function names({ name, aliases, misspellings }: Entity): readonly (readonly [Path, string])[] {
  return [
    [['name'], name],
    ...aliases.map((alias, n) => [['aliases', n], alias] as const),
    ...misspellings.map((form, n) => [['misspellings', n], form] as const),
  ]
}
