// ISO days as people read them.

/** January first. */
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

/** "2025-06-24" as "24 June 2025"; what is no ISO day stays as it is. */
export function formatDay(iso: string): string {
  const [, day] = /^\d{4}-\d{2}-(\d{2})$/.exec(iso) ?? []
  return day === undefined ? iso : `${Number(day)} ${formatMonth(iso)}`
}

/** "2025-06-24" as "June 2025"; what is no ISO day stays as it is. */
export function formatMonth(iso: string): string {
  const name = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? MONTHS[Number(iso.slice(5, 7)) - 1] : undefined
  return name === undefined ? iso : `${name} ${iso.slice(0, 4)}`
}
