// What speaks LangChain: the optional language model, and the base as a retriever and as tools.
import type { Meter } from '#magnets'
import { createBreaker } from './breaker.ts'
import { type Budgets, createMemoryLedger, type Ledger } from './budget.ts'
import { createPhraser, type Phraser, type PhraserOptions } from './create-phraser.ts'
import { createPlanner, type ModelOptions } from './create-planner.ts'
import type { ModelFault } from './model-fault.ts'

export type { Ledger } from './budget.ts'
export { createPhraser, type Phraser } from './create-phraser.ts'
export { createPlanner, type Planner } from './create-planner.ts'
export { FactVectorStore, type FactVectorStoreOptions } from './fact-vector-store.ts'
export { type EmbeddingsOptions, openEmbeddings } from './open-embeddings.ts'
export {
  type FactMetadata,
  FactRetriever,
  type FactRetrieverInput,
  type Find,
} from './retriever.ts'
export { createFactTools, type Toolbox } from './tools.ts'

export interface OpenModelOptions extends ModelOptions {
  readonly timeoutMs: number
  readonly budgets: Budgets
  /** Default: in memory, until the process ends. */
  readonly ledger?: Ledger
  readonly meter: Pick<Meter, 'phrased'>
  readonly onFault: (fault: ModelFault) => void
  readonly now: PhraserOptions['now']
  readonly sleep: PhraserOptions['sleep']
}

/** Throws a UserError where the provider's package is missing. Calls nobody yet. */
export async function openModel(options: OpenModelOptions): Promise<Phraser> {
  const planner = await createPlanner(options)
  const { ledger = createMemoryLedger(), now } = options
  return createPhraser({ ...options, planner, ledger, breaker: createBreaker(now) })
}
