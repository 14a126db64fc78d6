// The room's door: from a document's passages to a draft of facts that a person reads, words and moves.
export { createRuleProposer } from './propose-by-rules.ts'
export { type DraftedDocument, type Proposed, writeDraft } from './write-draft.ts'
