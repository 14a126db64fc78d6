// Refuses what Slack refuses: blocks against the schema and the limits, texts that are missing or cut.
import { LIMITS } from '../../../src/adapters/slack/limits.ts'
import { blockProblems, homeViewProblems, viewProblems } from './block-kit-schema.ts'

/** Slack's name for what is wrong with a message, and why; undefined where nothing is. */
export function messageProblem(
  args: Readonly<Record<string, unknown>>,
): { error: string; why: string } | undefined {
  const { text, blocks } = args
  if (blocks !== undefined && !Array.isArray(blocks)) {
    return { error: 'invalid_blocks_format', why: 'blocks is no list' }
  }
  const given = blocks ?? []
  if (given.length === 0 && (typeof text !== 'string' || text === '')) {
    return { error: 'no_text', why: 'neither text nor blocks' }
  }
  // Slack cuts the text in silence; here it is an error, because words would be lost.
  if (String(text ?? '').length > LIMITS.text) return { error: 'msg_too_long', why: 'text' }
  if (given.length === 0) return undefined
  const problems = blockProblems(given)
  if (problems.length > 0) return { error: 'invalid_blocks', why: problems.join('; ') }
  if (given.length > LIMITS.blocks) return { error: 'invalid_blocks', why: 'too many blocks' }
  const ids = actionIds(given)
  if (new Set(ids).size < ids.length) return { error: 'invalid_blocks', why: 'an action_id twice' }
  const tables = given.filter(block => Object(block).type === 'table')
  if (tables.length > LIMITS.tablesPerMessage) {
    return { error: 'invalid_attachments', why: 'only_one_table_allowed' }
  }
  if (tables.some(table => characters(table) > LIMITS.tableCharacters)) {
    return { error: 'invalid_blocks', why: 'too much in a table' }
  }
  if (characters(given) > LIMITS.allBlocks) {
    return { error: 'msg_blocks_too_long', why: `${characters(given)} characters` }
  }
  return undefined
}

/** What blocks.validate tells of blocks, one fault a block; its message quotes what it refuses. */
export function blockFaults(blocks: readonly unknown[]) {
  return blocks.flatMap((block, index) => {
    const problems = blockProblems([block])
    if (problems.length === 0) return []
    const message = `${problems.join('; ')}: ${JSON.stringify(block)}`
    return [{ pointer: `/${index}/type`, code: 'failed_constraint', message }]
  })
}

/** What is wrong with a modal. */
export function viewProblem(view: unknown): string | undefined {
  const problems = viewProblems(view)
  if (problems.length > 0) return problems.join('; ')
  const metadata = String(Object(view).private_metadata ?? '')
  return metadata.length > LIMITS.privateMetadata ? 'private_metadata is too long' : undefined
}

/** What is wrong with a home tab. */
export function homeProblem(view: unknown): string | undefined {
  const problems = homeViewProblems(view)
  if (problems.length > 0) return problems.join('; ')
  const { blocks } = Object(view)
  if (blocks.length > LIMITS.viewBlocks) return 'too many blocks'
  return characters(blocks) > LIMITS.allBlocks ? 'too many characters' : undefined
}

/** Characters in texts, values and addresses. */
function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, item) => sum + characters(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, inner]) => {
    const counts = key === 'text' || key === 'value' || key === 'url'
    return sum + (typeof inner === 'string' ? (counts ? inner.length : 0) : characters(inner))
  }, 0)
}

function actionIds(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'action_id' in value ? [String(value.action_id)] : []
  return [...own, ...Object.values(value).flatMap(actionIds)]
}
