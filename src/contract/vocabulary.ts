// What words mean: the shape of the vocabulary that stands in knowledge/.
import type { EntityId, MeasureId } from './fact.ts'

export interface Entity {
  readonly id: EntityId
  readonly name: string
  /** company, site, country, region, material, agency, product, law, group ... free for the curator. */
  readonly kind: string
  /** Other names and roles ("the plant in the south"), at most four words each. */
  readonly aliases: readonly string[]
  /** Common misspellings; read like aliases, never shown. */
  readonly misspellings: readonly string[]
  /** "the" where the name takes an article in running text. */
  readonly article?: string
  readonly relations: readonly Relation[]
}

/** A typed link from the entity that holds it: { type: owned-by, to: ... }. */
export interface Relation {
  readonly type: string
  readonly to: EntityId
}

/** What a question can ask of a fact. */
export type AskedSlot =
  | 'value'
  | 'time'
  | 'place'
  | 'who'
  | 'what'
  | 'why'
  | 'how'
  | 'name'
  | 'whether'

export interface Measure {
  readonly id: MeasureId
  readonly name: string
  /** Words and phrases by which people mean this measure, at most four words each. */
  readonly words: readonly string[]
  /** Words that say the contrary of this measure's facts ("gave up" where they say "kept"). */
  readonly opposites: readonly string[]
  /** Ids of units that figures of this measure can have; empty for facts without figures. */
  readonly units: readonly string[]
  /** True where figures of different things or times add up to one of all: tons made, but no shares. */
  readonly additive: boolean
  /** True for facts that say when their subject begins: before that nothing can have been done there. */
  readonly begins: boolean
  /** The sign of a change: a figure of `down` is a fall. */
  readonly direction?: 'up' | 'down'
  /** A wider heading, for commands: "capacity", "trade", "money". */
  readonly family: string
  /** True for what people ask and this base never states: asked for, it is refused by name. */
  readonly unheld: boolean
}

export interface Unit {
  readonly id: string
  readonly singular: string
  readonly plural: string
  /** Written before ("$") or after ("%") the number in place of the name. */
  readonly prefix?: string
  readonly suffix?: string
  readonly aliases: readonly string[]
  /** mass, money, share, area, time, purity, multiple ... Figures of different dimensions never combine. */
  readonly dimension: string
  /** Factor to the dimension's base unit; absent where the unit is unspecified and must not be converted. */
  readonly toBase?: number
  /** For a yearly rate: the unit of what comes in a year ("ton" of "tons per year"). */
  readonly rateOf?: string
  /** Said beside a figure where that matters: "the source doesn't say which ton". */
  readonly note?: string
}

/** Words with one job in a question: kinds, directions, stages, hedges, fillers ... */
export interface Sense {
  readonly id: string
  readonly words: readonly string[]
}

export interface SmallTalk {
  readonly id: string
  readonly words: readonly string[]
  readonly replies: readonly string[]
  /** True for what asks us to stay out of a conversation. */
  readonly quiet: boolean
}

export interface Topic {
  readonly id: string
  readonly title: string
}

export interface Vocabulary {
  readonly entities: readonly Entity[]
  readonly measures: readonly Measure[]
  readonly units: readonly Unit[]
  readonly senses: readonly Sense[]
  readonly smallTalk: readonly SmallTalk[]
  readonly topics: readonly Topic[]
  /** Ordinary words of the language, one a line; lines that begin with # are notes. May be empty. */
  readonly plainWords: string
  /**
   * Groups of words that say the same, one a line ("same:produce: make, produce"); lines that begin
   * with # are notes. May be empty.
   */
  readonly wordings: string
  /** What the bot says it covers, one sentence, and questions to try. */
  readonly about: { readonly scope: string; readonly examples: readonly string[] }
}
