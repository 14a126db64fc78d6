// Reloads a knowledge folder when its files change; an invalid state is reported and the old base stays.
import { watch } from 'node:fs'
import type { Base, ContentProblem } from '#magnets'
import { checkKnowledge } from './load.ts'

/** Editors save in several steps, and a curator often saves several files at once. */
export const DEFAULT_SETTLE_MS = 300

export interface WatchOptions {
  /** The folder is valid and its content differs from the last base. */
  onBase(base: Base): void
  /** The folder is invalid; called once for each different list. */
  onProblems(problems: readonly ContentProblem[]): void
  /** The version in use when watching begins. */
  readonly version?: string
  /** Quiet time after the last change before the folder is read, in milliseconds. */
  readonly settleMs?: number
  /** Calls back after the given milliseconds; returns a function that cancels. Real time by default. */
  readonly after?: (ms: number, callback: () => void) => () => void
  /** Reports changes below a folder; returns a function that ends it. The file system by default. */
  readonly observe?: Observe
}

/** Calls `onChange` at each change below the folder, `onFailure` when it can't see any more. */
export type Observe = (
  folder: string,
  onChange: () => void,
  onFailure: (cause: Error) => void,
) => () => void

export interface Watching {
  close(): void
}

/** Watches a knowledge folder and the one that it extends until it is closed. Never throws later. */
export function watchBase(folder: string, options: WatchOptions): Watching {
  const { settleMs = DEFAULT_SETTLE_MS, after = afterRealTime, observe = observeFiles } = options
  const observed = new Map<string, () => void>()
  let version = options.version
  let lastProblems = ''
  let cancel: (() => void) | undefined
  let closed = false

  const report = (problems: readonly ContentProblem[]): void => {
    const list = JSON.stringify(problems)
    if (list !== lastProblems) options.onProblems(problems)
    lastProblems = list
  }
  const changed = (): void => {
    cancel?.()
    if (!closed) cancel = after(settleMs, reload)
  }
  const observeOnce = (path: string): void => {
    if (observed.has(path)) return
    const failed = (cause: Error): void => {
      const message = `changes can't be seen any more: ${cause.message}; restart to read them`
      report([{ file: path, line: 0, message, rule: 'watch' }])
    }
    try {
      observed.set(path, observe(path, changed, failed))
    } catch (cause) {
      failed(cause instanceof Error ? cause : new Error(String(cause)))
    }
  }
  const reload = (): void => {
    if (closed) return
    const { base, problems, folders } = checkKnowledge(folder)
    for (const path of folders) observeOnce(path)
    if (base === undefined) {
      report(problems)
      return
    }
    lastProblems = ''
    if (base.version === version) return
    version = base.version
    options.onBase(base)
  }

  // Reading once finds the extended folder, and any change made since the base in use was loaded.
  reload()
  return {
    close: () => {
      closed = true
      cancel?.()
      for (const end of observed.values()) end()
    },
  }
}

function afterRealTime(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** A watched folder alone keeps no process alive. */
function observeFiles(...[folder, onChange, onFailure]: Parameters<Observe>): () => void {
  const watcher = watch(folder, { recursive: true, persistent: false }, onChange)
  watcher.on('error', onFailure)
  return () => watcher.close()
}
