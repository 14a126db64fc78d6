// Asks Slack which of our blocks it refuses: where and why, never what is said in them.
import { webApi } from '@slack/bolt'
import { z } from 'zod'
import type { SlackMessage } from './block.ts'
import type { Log } from './log.ts'
import { isAbsent } from './platform-error.ts'

/** A block that Slack refuses, without its words. */
export interface RefusedBlock {
  /** Where in the message, as a JSON pointer. */
  readonly at: string
  readonly type: string
  readonly code: string
}

/** Slack's own words for a fault may quote ours: of its answer only names are taken. */
const NAME = /^[a-z_]{1,60}$/
const POINTER = /^(?:\/\w{1,40}){1,12}$/
/** What is wrong with one block may be told many times. */
const MOST = 5

const fault = z.object({
  pointer: z.string().regex(POINTER).catch('/'),
  code: z.string().regex(NAME).catch('unnamed'),
})
const verdict = z.object({ error: z.literal('invalid_blocks'), errors: z.array(fault) })

/**
 * What Slack finds wrong with a message's blocks; empty where that is nothing. Throws what the SDK
 * throws, `unknown_method` among it where the server can't be asked.
 */
export async function refusedBlocks(
  client: webApi.WebClient,
  { blocks = [] }: Pick<SlackMessage, 'blocks'>,
): Promise<readonly RefusedBlock[]> {
  try {
    await client.blocks.validate({ blocks: [...blocks] })
    return []
  } catch (error) {
    if (!(error instanceof webApi.WebAPIPlatformError)) throw error
    const { errors } = verdict.safeParse(error.data).data ?? {}
    if (errors === undefined) throw error
    return errors.slice(0, MOST).map(({ pointer, code }) => {
      const block = blocks[Number(/\d+/.exec(pointer)?.[0] ?? Number.NaN)]
      return { at: pointer, type: block?.type ?? 'unknown', code }
    })
  }
}

export interface RefusalLog {
  /** Asks about messages of which Slack has refused one, and logs the answer; nobody waits for it. */
  explain(
    clientFor: () => Promise<webApi.WebClient>,
    messages: readonly SlackMessage[],
    key: string,
  ): void
}

export function createRefusalLog(log: Log): RefusalLog {
  // A server without the method gets none by itself.
  let absent = false
  // The method has limits of its own, of which no figure is published: one question at a time.
  let asking = false

  async function ask(client: webApi.WebClient, messages: readonly SlackMessage[], key: string) {
    for (const message of messages) {
      if (message.blocks === undefined) continue
      const refused = await refusedBlocks(client, message)
      if (refused.length === 0) continue
      log.warn({ key, refused }, 'what Slack refuses of an answer')
      return
    }
    log.warn({ key }, 'Slack names nothing wrong with an answer that it has refused')
  }

  return {
    explain(clientFor, messages, key) {
      if (absent || asking) return
      asking = true
      clientFor()
        .then(client => ask(client, messages, key))
        .catch((error: unknown) => {
          absent ||= isAbsent(error)
        })
        .finally(() => {
          asking = false
        })
    },
  }
}
