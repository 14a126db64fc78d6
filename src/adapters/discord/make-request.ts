// Sends discord.js's requests by the runtime's `fetch`, the way of the whole process: a proxy's, too.
import type { RESTOptions } from 'discord.js'

/**
 * By itself discord.js asks its own undici, which hands a form with files to the dispatcher of the
 * process as it is. One of another undici can't read it, and the process ends; `fetch` sends bytes.
 */
export const makeRequest: RESTOptions['makeRequest'] = async (url, { dispatcher: _, ...init }) => {
  try {
    // As before: whatever answers with another address is not followed there with our token.
    return await fetch(url, { ...(init as RequestInit), redirect: 'manual' })
  } catch (error) {
    // "fetch failed" says nothing, and discord.js looks for ECONNRESET.
    throw error instanceof TypeError ? rootOf(error) : error
  }
}

function rootOf(error: Error): Error {
  return error.cause instanceof Error ? rootOf(error.cause) : error
}
