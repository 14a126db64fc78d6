// Suggestions while an option is being typed.

/** The most that any platform shows. */
export const MAX_SUGGESTIONS = 25

/** Values that begin with what was typed, then those with a word that does, then those that hold it. */
export function suggestions(prefix: string, values: readonly string[]): readonly string[] {
  const typed = prefix.trim().toLowerCase()
  const rank = (value: string): number => {
    const lower = value.toLowerCase()
    if (lower.startsWith(typed)) return 0
    if (lower.split(/[\s-]+/).some(word => word.startsWith(typed))) return 1
    return lower.includes(typed) ? 2 : 3
  }
  return values
    .map(value => ({ value, rank: rank(value) }))
    .filter(entry => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_SUGGESTIONS)
    .map(entry => entry.value)
}
