// Dates as reports write them become periods as facts have them.
import { expect, it } from 'vitest'
import { readPeriods } from '../../src/drafting/read-periods.ts'
import { parsePeriod } from '../../src/knowledge/index.ts'

it.each([
  ['in 2024', ['2024']],
  ['by 2040', ['by 2040']],
  ['since 2020', ['since 2020']],
  ['by the end of 2025', ['by end of 2025']],
  ['in early 2025 and late-2026', ['early 2025', 'late 2026']],
  ['in the first half of 2025', ['first half of 2025']],
  ['in Q3 2025 or H1 2026', ['third quarter of 2025', 'first half of 2026']],
  ['in June 2025', ['2025-06']],
  ['on 24 June 2025', ['2025-06-24']],
  ['on Sept. 3rd, 2025', ['2025-09-03']],
  ['on 2025-06-24', ['2025-06-24']],
  ['from 2020 to 2024', ['2020 to 2024']],
  ['2020–2024', ['2020 to 2024']],
  ['since May 2025', ['since 2025-05']],
  ['last month', [undefined]],
  ['on 31 February 2025', [undefined]],
  ['2,024 tons for $2025, 2024.5 or 20245', []],
] as const)('%s', (text, periods) => {
  const found = readPeriods(text)
  expect(found.map(({ period }) => period)).toEqual(periods)
  for (const { written, from, to, period } of found) {
    expect(text.slice(from, to)).toBe(written)
    if (period !== undefined) expect(parsePeriod(period)).toBeDefined()
  }
})
