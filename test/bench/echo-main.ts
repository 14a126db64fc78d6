// The real bot with an engine that echoes, so that delivery is measured and not understanding.
import { registerHooks } from 'node:module'

const ENGINE = new URL('../../src/answer/engine.ts', import.meta.url).href
const ECHO = new URL('echo-engine.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    // The echo itself builds on the real one.
    const exchanged = found.url === ENGINE && context.parentURL !== ECHO
    return exchanged ? { ...found, url: ECHO } : found
  },
})
await import('../../src/main.ts')
