// What the base lacks, as who keeps it sees it in the shell.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EMPTY_CONVERSATION, type Place } from '#magnets'
import { magnets } from './command-line.ts'
import { DIRECT, freshFolder, type KeptData, keepData, NOON, PUBLIC } from './kept-data.ts'

const DAY_MS = 86_400_000

interface Met {
  readonly about: string
  readonly question?: string
  readonly place?: Place
  readonly how?: 'refused' | 'disliked'
  readonly daysAgo?: number
}

let count = 0

async function meet({ store }: KeptData, met: Met): Promise<void> {
  count += 1
  const {
    about,
    question = `What of ${about}?`,
    place = PUBLIC,
    how = 'refused',
    daysAgo = 0,
  } = met
  const address = { platform: place.platform, ids: {} }
  await store.gaps.note({
    ...{ subject: { key: about, label: about }, receipt: `r${count}`, how, place, question },
    ...{ asker: { platform: 'slack', id: `U${count}`, audience: 'everyone' } },
    ...{ context: EMPTY_CONVERSATION, cited: [], address, lane: 'l', at: NOON - daysAgo * DAY_MS },
  })
}

async function gaps(
  argv: readonly string[],
  fill: (data: KeptData) => Promise<unknown>,
  columns?: number,
) {
  const folder = freshFolder()
  await keepData(folder, fill)
  const environment = { MAGNETS_DATA: folder }
  return magnets(['gaps', ...argv], { environment, ...(columns && { columns }) })
}

async function wax(data: KeptData): Promise<void> {
  await meet(data, { about: 'wax', question: 'How much wax?', daysAgo: 4 })
  await meet(data, { about: 'wax', question: 'My secret?', place: DIRECT, daysAgo: 3 })
  await meet(data, { about: 'wax', question: 'Wax?', how: 'disliked', daysAgo: 9 })
  await meet(data, { about: 'mead', question: 'Another secret?', place: DIRECT })
  await meet(data, { about: 'combs' })
  const closed = (await data.store.gaps.list('shell')).find(({ subject }) => subject === 'combs')
  await data.store.gaps.close(closed?.id ?? '', ['comb-count', 'comb-size'], NOON - DAY_MS)
}

describe('magnets gaps', () => {
  it('lists open ones, the most met first, with counts, day, places and a question', async () => {
    const { code, out, err } = await gaps([], wax)
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(
      [
        '2 open gaps, most often met first:',
        '',
        '1. wax',
        '   refused 2 times, disliked once; last asked on 2026-11-20; slack, slack C1',
        '   for example: “How much wax?”',
        '2. mead',
        '   refused once; last asked on 2026-11-23; slack',
        '',
        'Closed ones stand in "npx magnets gaps --all".',
        '',
      ].join('\n'),
    )
  })

  it('shows nothing of what was asked in private', async () => {
    for (const argv of [[], ['--json'], ['--all', '--json']]) {
      const { out } = await gaps(argv, wax)
      expect(out).not.toContain('secret')
      expect(out).not.toContain('D1')
    }
  })

  it('adds closed ones with the facts that closed them', async () => {
    const { out } = await gaps(['--all'], wax)
    expect(out).toContain('2 open gaps')
    expect(out).toContain('1 closed gap:')
    expect(out).toMatch(/combs\n.*\n.*\n +closed on 2026-11-22 by comb-count, comb-size\n/)
    expect(out).not.toContain('--all')
  })

  it('prints them as data', async () => {
    const data = JSON.parse((await gaps(['--all', '--json'], wax)).out)
    expect(data).toHaveLength(3)
    expect(data[0]).toEqual({
      ...{ id: expect.any(String), subject: 'wax', refused: 2, disliked: 1 },
      ...{ lastAsked: '2026-11-20', where: ['slack', 'slack C1'] },
      example: 'How much wax?',
    })
    expect(data[2].closed).toEqual({ on: '2026-11-22', by: ['comb-count', 'comb-size'] })
  })

  it('says so where there are none', async () => {
    const none = await gaps(['--all'], async () => undefined)
    const out = 'No gaps: nothing was ever refused or disliked.\n'
    expect(none).toEqual({ code: 0, out, err: '' })
    expect((await gaps(['--json'], async () => undefined)).out).toBe('[]\n')
  })

  it('says so where all are closed', async () => {
    const { out } = await gaps([], async data => {
      await meet(data, { about: 'combs' })
      const [gap] = await data.store.gaps.list('shell')
      await data.store.gaps.close(gap?.id ?? '', ['comb-count'], NOON)
    })
    expect(out).toBe('No open gaps.\n\nClosed ones stand in "npx magnets gaps --all".\n')
  })

  it.each([40, 80])('fits a terminal of %i columns', async columns => {
    const { out } = await gaps(['--all'], wax, columns)
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(columns)
  })

  it('says where it looked when nothing is kept yet', async () => {
    const folder = join(freshFolder(), 'data')
    const { code, out, err } = await magnets(['gaps'], { environment: { MAGNETS_DATA: folder } })
    expect(code).toBe(0)
    expect(out).toContain('No open gaps')
    expect(err).toContain(folder)
  })

  it('takes no words', async () => {
    const { code, err } = await magnets(['gaps', 'wax'])
    expect(code).toBe(2)
    expect(err).toContain('Usage: magnets gaps [--all] [--json]')
  })
})
