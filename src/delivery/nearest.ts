// Which of the valid words a wrong one was probably meant to be: fewest changed letters first.

/** All of `valid`, nearest first; equals keep their order. */
export function nearestFirst(word: string, valid: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase()
  return valid
    .map(value => ({ value, distance: distance(wanted, value.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ value }) => value)
}

/** Inserted, removed, replaced and swapped letters; a match inside counts as near. */
function distance(a: string, b: string): number {
  if (b.includes(a)) return b.startsWith(a) ? 0.25 : 0.5
  let older: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const cost = [
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
        ...(swapped ? [(older[column - 2] ?? 0) + 1] : []),
      ]
      next.push(Math.min(...cost))
    }
    older = last
    last = next
  }
  return last[b.length] ?? 0
}
