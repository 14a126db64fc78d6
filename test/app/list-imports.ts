// Preloaded into a process, writes at its end which packages it has imported.
import { registerHooks } from 'node:module'

const packages = new Set<string>()
registerHooks({
  resolve(specifier, context, next) {
    if (/^[@a-z]/.test(specifier) && !specifier.includes(':')) packages.add(specifier)
    return next(specifier, context)
  },
})
process.on('exit', () => {
  process.stderr.write(`imported: ${[...packages].sort().join(' ')}\n`)
})
