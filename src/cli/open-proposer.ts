// Who proposes facts for a draft: rules, or a model where that is asked for, with the rules behind it.
import { type Base, type Propose, UserError } from '#magnets'
import type { Config } from '../config.ts'
import { createRuleProposer } from '../drafting/index.ts'
import { counted } from './counted.ts'

export interface Proposer {
  readonly propose: Propose
  /** "by rules alone", "by openai:x". */
  readonly by: string
  /** To whom passages are sent; absent where to nobody. */
  readonly announcement?: string
  /** How it went, for whoever reads the draft: plain sentences, or none. */
  notes(): readonly string[]
}

/** Faults in a row after which the model is left alone. */
const MOST_FAULTS = 3

/** A document leaves the machine only where the command line says so, not because a model is there. */
export async function openProposer(
  base: Base,
  { config, withModel }: { readonly config: Config; readonly withModel: boolean },
): Promise<Proposer> {
  const rules = createRuleProposer(base)
  if (!withModel) return { propose: rules, by: 'by rules alone', notes: () => [] }
  const { model } = config
  if (model === undefined) {
    throw new UserError(
      'model',
      'No model is configured: set MAGNETS_MODEL, or leave --with-model out.',
    )
  }
  const { createModelProposer, ModelFault } = await import('../model/create-proposer.ts')
  const { parsePeriod } = await import('../knowledge/period.ts')
  const { name, propose } = await createModelProposer({
    ...model,
    base,
    isPeriod: text => parsePeriod(text) !== undefined,
    budgets: model.budgets,
  })
  let [faults, byRules, why] = [0, 0, '']
  return {
    by: `by ${name}`,
    announcement: `Passages are sent to ${name}${model.traced ? ' and to LangSmith' : ''}.`,
    async propose(passage) {
      if (faults < MOST_FAULTS) {
        try {
          const proposals = await propose(passage)
          faults = 0
          return proposals
        } catch (error) {
          if (!(error instanceof ModelFault)) throw error
          const lasts = error.code === 'budget' || error.code === 'refused'
          faults = lasts ? MOST_FAULTS : faults + 1
          why = error.message
        }
      }
      byRules += 1
      return rules(passage)
    },
    notes() {
      if (byRules === 0) return []
      return [`${counted(byRules, 'passage')} went to the rules in place of the model: ${why}.`]
    },
  }
}
