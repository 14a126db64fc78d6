// Keeps an event that discord.js chokes on from ending the process.
import type { Client } from 'discord.js'
import type { Log } from './log.ts'

/**
 * Beside our own listeners discord.js reads every event for caches that we don't use. What it
 * throws there becomes a rejection that nobody can catch, and that ends the process. The method is
 * not public: where it is gone one day, nothing is shielded, and a test says so.
 */
export function shield({ ws }: Client, log: Log): void {
  const handle: unknown = Reflect.get(ws, 'handlePacket')
  if (typeof handle !== 'function') return
  Reflect.set(ws, 'handlePacket', (...packet: unknown[]): unknown => {
    try {
      return Reflect.apply(handle, ws, packet)
    } catch (error) {
      log.warn({ err: error }, 'discord.js could not read an event')
      return false
    }
  })
}
