// A fact: one cited statement, with the slots that a question is matched against.
import type { Quantity } from './quantity.ts'

export type FactId = string
export type EntityId = string
export type MeasureId = string

/** What the source says of the world: measured, an estimate, a plan and so on. */
export type Status = 'reported' | 'estimated' | 'planned' | 'projected' | 'pledged' | 'potential'

export const STATUSES: readonly Status[] = [
  'reported',
  'estimated',
  'planned',
  'projected',
  'pledged',
  'potential',
]

/** True for what has not happened yet as far as the source says: plans, projections, pledges. */
export function isAhead({ status }: Pick<Fact, 'status'>): boolean {
  return status !== 'reported' && status !== 'estimated'
}

/** A date or span. `from` and `to` are ISO days, both inclusive; an open end is absent. */
export interface Period {
  /** As the curator wrote it: "2024", "2025-05", "early 2025", "by 2040", "by end of 2025", "since 2020". */
  readonly written: string
  /** As a person reads it: "May 2025", "by 2040". */
  readonly text: string
  readonly from?: string
  readonly to?: string
}

export interface Fact {
  readonly id: FactId
  /** One plain sentence in our own words, with hedge, unit and date. */
  readonly statement: string
  /** A question that it answers, at most 75 characters: offered beside related answers. */
  readonly question?: string
  /** The knowledge file that the fact stands in, without its ending: the fact's topic. */
  readonly topic: string
  /** Whom or what the fact is about. */
  readonly subject: EntityId
  /** What is produced, held, traded or counted, where that is not the subject. */
  readonly object?: EntityId
  /** Everything else that the statement names: places, partners, owners, materials. */
  readonly related: readonly EntityId[]
  /** What the source lets one infer without saying it: found by it, never told. */
  readonly implied: readonly EntityId[]
  readonly measure: MeasureId
  readonly value?: Quantity
  /** What a change is measured against: "a year earlier". */
  readonly comparedWith?: string
  /** For capacities and the like: which stage of a plan the figure belongs to. */
  readonly stage?: 'initial' | 'full'
  readonly place?: EntityId
  readonly period?: Period
  readonly status: Status
  readonly source: string
  /** The section of the source in which it stands. */
  readonly section: string
  /** ISO day up to which the source speaks. */
  readonly asOf: string
  /** What the source leaves open about this fact: one sentence. */
  readonly note?: string
  readonly supersedes?: FactId
  /** Facts that give the reason for this one; they answer why. */
  readonly because: readonly FactId[]
}

export interface Source {
  readonly id: string
  readonly title: string
  readonly byline?: string
  readonly publisher?: string
  readonly address?: string
  /** ISO day. */
  readonly published: string
  /** What the source itself names as its own source. */
  readonly underlying?: string
}
