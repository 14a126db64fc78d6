// Rule: every id that an entry refers to belongs to an entry that is there.
import type { Entry } from '../draft.ts'
import type { Path } from '../parse-yaml.ts'
import type { Rule } from './rule.ts'

export const knownReferences: Rule = {
  name: 'known-references',
  check(draft, report) {
    const checker = (entries: readonly Entry<{ readonly id: string }>[], kind: string) => {
      const ids = new Set(entries.map(entry => entry.item.id))
      return (from: Entry<unknown>, path: Path, id: string | undefined): void => {
        if (id === undefined || ids.has(id) || draft.malformed.has(`${kind} ${id}`)) return
        report(from, path, `"${id}" is not the id of anything in ${FILES[kind]}`)
      }
    }
    const source = checker(draft.sources, 'sources')
    const entity = checker(draft.entities, 'entities')
    const measure = checker(draft.measures, 'measures')
    const unit = checker(draft.units, 'units')
    const reason = checker(draft.facts, 'facts')

    for (const fact of draft.facts) {
      const { item } = fact
      source(fact, ['source', 'id'], item.source)
      entity(fact, ['subject'], item.subject)
      entity(fact, ['object'], item.object)
      entity(fact, ['place'], item.place)
      for (const [n, id] of item.related.entries()) entity(fact, ['related', n], id)
      for (const [n, id] of item.implied.entries()) entity(fact, ['implied', n], id)
      measure(fact, ['measure'], item.measure)
      unit(fact, ['value', 'unit'], item.value?.unit)
      for (const [n, id] of item.because.entries()) {
        if (draft.hasAllFacts) reason(fact, ['because', n], id)
        if (id === item.id) report(fact, ['because', n], 'a fact is no reason for itself')
      }
    }
    for (const from of draft.entities) {
      for (const [n, relation] of from.item.relations.entries()) {
        entity(from, ['relations', n, 'to'], relation.to)
      }
    }
    for (const from of draft.measures) {
      for (const [n, id] of from.item.units.entries()) unit(from, ['units', n], id)
    }
  },
}

const FILES: Readonly<Record<string, string>> = {
  sources: 'sources.yaml',
  entities: 'vocabulary/entities.yaml',
  measures: 'vocabulary/measures.yaml',
  units: 'vocabulary/units.yaml',
  facts: 'facts/',
}
