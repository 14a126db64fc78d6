// The base's search as a LangChain retriever: documents of facts, with everything that makes them citable.
import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import { DEFAULT_FOUND, type Fact, type FoundFact } from '#magnets'

/** Best first, at most `limit`. */
export type Find = (question: string, limit: number) => Promise<readonly FoundFact[]>

/** What stands beside the words of a fact; what a fact or source has not, is absent. */
export interface FactMetadata {
  readonly id: string
  readonly subject: string
  readonly measure: string
  /** The bare number: never to be told without `hedge` and `unit`. */
  readonly value?: number
  readonly unit?: string
  readonly hedge?: string
  /** Hedge, number and unit as people read them. */
  readonly figure?: string
  /** As people read it: "May 2025", "by 2040". */
  readonly period?: string
  readonly status: Fact['status']
  /** A planned date has passed, and nothing in the base says what became of it. */
  readonly overdue: boolean
  /** ISO day up to which the source speaks. */
  readonly asOf: string
  readonly source: {
    readonly title: string
    readonly publisher?: string
    readonly address?: string
    /** ISO day. */
    readonly published: string
    readonly section: string
  }
  /** Comparable within one search only. */
  readonly score: number
}

export interface FactRetrieverInput extends BaseRetrieverInput {
  readonly find: Find
  /** Documents a question gets at most; default: DEFAULT_FOUND. */
  readonly k?: number
}

/** A class because LangChain's retrievers are. */
export class FactRetriever extends BaseRetriever<FactMetadata> {
  static override lc_name(): string {
    return 'FactRetriever'
  }
  override lc_namespace = ['magnets', 'retrievers']
  readonly k: number
  readonly #find: Find

  constructor({ find, k = DEFAULT_FOUND, ...fields }: FactRetrieverInput) {
    super(fields)
    this.#find = find
    this.k = k
  }

  override async _getRelevantDocuments(question: string): Promise<Document<FactMetadata>[]> {
    return (await this.#find(question, this.k)).map(documentOf)
  }
}

/** The sentence, and what the source leaves open about it. */
export function documentOf(found: FoundFact): Document<FactMetadata> {
  const { fact, told } = found
  const pageContent = [told, fact.note].filter(text => text !== undefined).join(' ')
  return new Document({ id: fact.id, pageContent, metadata: metadataOf(found) })
}

function metadataOf({ fact, source, figure, overdue, score }: FoundFact): FactMetadata {
  const { value, period } = fact
  return {
    id: fact.id,
    subject: fact.subject,
    measure: fact.measure,
    ...(value === undefined ? {} : { value: value.amount, unit: value.unit, hedge: value.hedge }),
    ...(figure === undefined ? {} : { figure }),
    ...(period === undefined ? {} : { period: period.text }),
    status: fact.status,
    overdue,
    asOf: fact.asOf,
    source: {
      title: source.title,
      ...(source.publisher === undefined ? {} : { publisher: source.publisher }),
      ...(source.address === undefined ? {} : { address: source.address }),
      published: source.published,
      section: fact.section,
    },
    score,
  }
}
