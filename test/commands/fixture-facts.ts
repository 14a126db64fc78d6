// Facts that the base does not hold, for tests that drop one in.
import type { Fact, Quantity } from '#magnets'

/** A planned capacity of a site of which the base states none. */
export function plannedCapacity(value: Quantity, more: Partial<Fact> = {}): Fact {
  return {
    id: 'fixture-capacity',
    topic: 'mp-materials',
    statement: 'The Independence facility is planned to make 12,000 tons per year.',
    subject: 'independence-facility',
    object: 'rare-earth-magnets',
    implied: [],
    related: ['mp-materials'],
    measure: 'capacity',
    value,
    stage: 'full',
    status: 'planned',
    source: 'supply-chain-race',
    section: 'MP Materials and USA Rare Earth',
    asOf: '2025-06-24',
    because: [],
    ...more,
  }
}
