// A process of its own that opens the store of a folder when it is told to, and leaves a secret there.
// Usage: node opening-process.ts FOLDER NAME; says "ready", waits for a line, says "opened".
import { once } from 'node:events'
import { openStore } from '../../src/store/store.ts'

const [folder = '', instance = ''] = process.argv.slice(2)
console.log('ready')
await once(process.stdin, 'data')
const store = await openStore({
  folder,
  instance,
  limits: { person: 0, channel: 0 },
  clock: Date.now,
  sleep: async () => undefined,
  onTrouble: error => error !== undefined && console.error(error),
})
await store.installations.put('test', instance, `secret of ${instance}`, 0)
console.log('opened')
await store.close()
process.stdin.destroy()
