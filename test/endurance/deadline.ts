// A hard end for runs that would hang: everything that was started dies with this process.

/** Ends the process with 2 after `ms`, unless the run is over before. */
export function setDeadline(ms: number, onEnd: () => void): void {
  const timer = setTimeout(() => {
    console.error(`Not done within ${Math.round(ms / 1000)} s: given up.`)
    onEnd()
    process.exit(2)
  }, ms)
  timer.unref()
}
