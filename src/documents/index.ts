// The room's door: from a file of text, Markdown, HTML or PDF to passages that know where they stand.
export type { ReadDocument } from './load-document.ts'
export { DEFAULT_READ_TIMEOUT_MS, readDocument } from './read-document.ts'
