// Who speaks in a terminal, and where.
import type { Asker, Place } from '#magnets'

export const PLATFORM = 'terminal'

/** Whoever sits at the terminal runs the bot. */
export const TERMINAL_ASKER: Asker = { platform: PLATFORM, id: 'you', audience: 'operator' }

export const TERMINAL_PLACE: Place = { platform: PLATFORM, channel: 'chat', visibility: 'direct' }
