// ISO days as people read them.

export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** "2025-06-24" as "24 June 2025". */
export function formatDay(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${formatMonth(iso)}`
}

/** "2025-06-24" as "June 2025". */
export function formatMonth(iso: string): string {
  return `${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`
}
