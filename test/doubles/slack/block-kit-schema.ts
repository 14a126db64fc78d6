// The published schema of Block Kit, where the reference material is there to read it from.
import { readFileSync } from 'node:fs'
import { sharedPath } from '../../shared-material.ts'
import { type Schema, schemaProblems } from './json-schema.ts'

const path = sharedPath('platform/slack-block-kit.schema.json')

export const blockKitSchema: (Schema & { $defs?: Record<string, Schema> }) | undefined =
  path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'))

/** What the schema says against these blocks; nothing where there is no schema. */
export function blockProblems(blocks: unknown): string[] {
  return blockKitSchema === undefined ? [] : schemaProblems(blockKitSchema, blocks)
}

/** What the schema says against this modal. */
export function viewProblems(view: unknown): string[] {
  if (blockKitSchema === undefined) return []
  return schemaProblems(blockKitSchema, view, { $ref: '#/$defs/modal_view' })
}

/** What the schema says against this home tab. */
export function homeViewProblems(view: unknown): string[] {
  if (blockKitSchema === undefined) return []
  return schemaProblems(blockKitSchema, view, { $ref: '#/$defs/home_view' })
}
