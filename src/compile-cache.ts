// Keeps compiled code between runs: compiling everything anew is half of what a short run takes.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Beside the packages, so that a fresh install clears it; no other user can write there. */
const FOLDER = fileURLToPath(new URL('../node_modules/.cache/magnets', import.meta.url))

/** Serves what is imported afterwards. Where the folder can't be written everything works, slower. */
export function keepCompiledCode(): void {
  enableCompileCache(FOLDER)
}
