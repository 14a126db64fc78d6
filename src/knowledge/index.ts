// The room's door: from a folder of files to a validated Base, and again whenever they change.
export { checkDraft, type DraftCheck } from './check-draft.ts'
export { knowledgeSchemas, writeKnowledgeSchemas } from './json-schema.ts'
export { checkKnowledge, type KnowledgeCheck, loadBase } from './load.ts'
export { parsePeriod } from './period.ts'
export { DEFAULT_SETTLE_MS, type Watching, type WatchOptions, watchBase } from './watch.ts'
