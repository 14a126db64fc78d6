// The room's door: from a folder of files to a validated Base.
export { checkKnowledge, type KnowledgeCheck, loadBase } from './load.ts'
export { parsePeriod } from './period.ts'
