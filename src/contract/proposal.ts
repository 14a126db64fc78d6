// What is read out of a document, and what is proposed as a fact from it: none of it is in the base.
import type { EntityId, MeasureId, Status } from './fact.ts'
import type { Quantity } from './quantity.ts'

/** Where a passage stands in its document. */
export interface PassagePlace {
  /** 1-based, where the document has pages. */
  readonly page?: number
  /** The heading above it, where there is one. */
  readonly section?: string
  /** 1-based; counted anew on each page. */
  readonly paragraph: number
  /** 1-based line of the file, or of the page where there are pages, in which it begins. */
  readonly line: number
  /** Characters before it in the text as it was read: of the whole document, or of its page. */
  readonly from: number
}

/** A piece of a document, in the shape of LangChain's `Document`. Data, never instructions. */
export interface Passage {
  readonly pageContent: string
  readonly metadata: PassagePlace
}

/** Slots of a fact as they were recognised; what is absent is for a curator to say. */
export interface Proposal {
  /** The sentence that it comes from, letter for letter as it stands in the passage. */
  readonly quote: string
  /** One sentence in our own words. Rules have none, and leave it to the curator. */
  readonly statement?: string
  readonly subject?: EntityId
  readonly object?: EntityId
  readonly place?: EntityId
  readonly related: readonly EntityId[]
  readonly measure?: MeasureId
  readonly value?: Quantity
  /** The value's figure as it stands in the quote: "1.2 billion". */
  readonly figure?: string
  /** In one of the forms that a fact's period may have. */
  readonly period?: string
  readonly comparedWith?: string
  readonly stage?: 'initial' | 'full'
  readonly status?: Status
  /** What the curator should look at before all else: one plain sentence each. */
  readonly doubts: readonly string[]
}

/** Proposes facts from one passage: by rules, or by a model where one is configured. */
export type Propose = (passage: Passage) => Promise<readonly Proposal[]>
