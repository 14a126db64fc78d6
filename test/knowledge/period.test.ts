// The grammar of periods, and what is no period.
import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../src/knowledge/index.ts'

describe('a period', () => {
  it.each([
    ['2024', '2024', '2024-01-01', '2024-12-31'],
    ['2025-05', 'May 2025', '2025-05-01', '2025-05-31'],
    ['2024-02', 'February 2024', '2024-02-01', '2024-02-29'],
    ['1900-02', 'February 1900', '1900-02-01', '1900-02-28'],
    ['2025-06-24', '24 June 2025', '2025-06-24', '2025-06-24'],
    ['early 2025', 'early 2025', '2025-01-01', '2025-04-30'],
    ['mid 2025', 'mid 2025', '2025-05-01', '2025-08-31'],
    ['late 2025', 'late 2025', '2025-09-01', '2025-12-31'],
    ['first half of 2025', 'the first half of 2025', '2025-01-01', '2025-06-30'],
    ['third quarter of 2025', 'the third quarter of 2025', '2025-07-01', '2025-09-30'],
    ['by 2040', 'by 2040', undefined, '2040-12-31'],
    ['by 2025-06', 'by June 2025', undefined, '2025-06-30'],
    ['by early 2026', 'by early 2026', undefined, '2026-04-30'],
    ['by end of 2025', 'by the end of 2025', undefined, '2025-12-31'],
    ['by the end of 2025-04', 'by the end of April 2025', undefined, '2025-04-30'],
    ['since 2020', 'since 2020', '2020-01-01', undefined],
    ['since 2025-04', 'since April 2025', '2025-04-01', undefined],
    ['2020 to 2025', '2020 to 2025', '2020-01-01', '2025-12-31'],
    ['2025-04 to 2025-06', 'April 2025 to June 2025', '2025-04-01', '2025-06-30'],
  ])('%s reads as "%s"', (written, text, from, to) => {
    const ends = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    expect(parsePeriod(written)).toEqual({ written, text, ...ends })
  })

  it('is read whatever its case and spaces, and keeps them as written', () => {
    expect(parsePeriod(' By  End of 2025 ')).toEqual({
      written: 'By  End of 2025',
      text: 'by the end of 2025',
      to: '2025-12-31',
    })
  })

  it.each([
    '',
    'soon',
    '25',
    '2025-13',
    '2025-00',
    '2025-02-29',
    '2025-06-31',
    '2025-06-00',
    'early',
    'early 2025-05',
    'by',
    'by end of early 2025',
    'since soon',
    '2025 to 2024',
    '2020 to 2021 to 2022',
    'constructor 2025',
    'May 2025',
  ])('is not "%s"', written => {
    expect(parsePeriod(written)).toBeUndefined()
  })
})
