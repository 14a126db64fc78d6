// What an operator sees of the inbox, and how what was given up is put back.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { magnets } from './command-line.ts'
import { freshFolder, type KeptData, keepData } from './kept-data.ts'

async function inbox(
  argv: readonly string[] = [],
  fill?: (data: KeptData) => Promise<unknown>,
  folder = freshFolder(),
  columns?: number,
) {
  if (fill !== undefined) await keepData(folder, fill)
  const environment = { MAGNETS_DATA: folder }
  return magnets(['inbox', ...argv], { environment, ...(columns && { columns }) })
}

async function twoDeadOneWaiting({ ask, giveUp }: KeptData): Promise<void> {
  await ask({ text: 'my secret plan', minutesAgo: 90 })
  await giveUp({ code: 'unavailable', reference: 'ab12cd34' })
  await ask({ minutesAgo: 30 })
  await giveUp({ code: 'defect', reference: 'ef56ab78' })
  await ask({ minutesAgo: 12 })
}

describe('magnets inbox', () => {
  it('says in one sentence that all is well', async () => {
    const { code, out, err } = await inbox([], async () => undefined)
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe('Nothing waits for an answer, and there are no dead letters.\n')
  })

  it('says where it looked when nothing is kept yet, and makes nothing there', async () => {
    const folder = join(freshFolder(), 'data')
    const { code, out, err } = await inbox([], undefined, folder)
    expect(code).toBe(0)
    expect(out).toContain('Nothing waits')
    expect(err).toBe(`Nothing is kept yet in ${folder} (MAGNETS_DATA).\n`)
    expect(existsSync(folder)).toBe(false)
  })

  it('says how much waits, how old the oldest is, and that nobody works on it', async () => {
    const { out } = await inbox([], async ({ ask }) => {
      await ask({ minutesAgo: 12 })
      await ask({ minutesAgo: 1 })
    })
    expect(out).toBe(
      '2 events wait for an answer (the oldest for 12 minutes).\n' +
        'No bot is running: one works on them as soon as it starts.\n' +
        'No dead letters.\n',
    )
  })

  it('does not say so while one runs', async () => {
    const { out } = await inbox([], async ({ ask, run }) => {
      await ask({})
      await run()
    })
    expect(out).toBe('1 event waits for an answer (for less than a minute).\nNo dead letters.\n')
  })

  it('lists what was given up, the latest first, without a word that a person wrote', async () => {
    const { code, out } = await inbox([], twoDeadOneWaiting)
    expect(code).toBe(0)
    expect(out).toMatch(/1 event waits/)
    expect(out).toMatch(/2 dead letters \(events that were given up\), the latest first:/)
    expect(out).toMatch(/2 +2026-11-23 11:30 +slack +message +defect +ef56ab78\n/)
    expect(out).toMatch(/1 +2026-11-23 10:30 +slack +message +unavailable +ab12cd34\n/)
    expect(out.indexOf('ef56ab78')).toBeLessThan(out.indexOf('ab12cd34'))
    expect(out).toContain('magnets inbox --replay')
    expect(out).not.toContain('secret')
  })

  it.each([40, 80])('fits a terminal of %i columns', async columns => {
    const { out } = await inbox([], twoDeadOneWaiting, freshFolder(), columns)
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(columns)
  })

  it('says how many it does not list', async () => {
    const { out } = await inbox([], async ({ ask, giveUp }) => {
      for (let count = 0; count < 25; count += 1) {
        await ask({})
        await giveUp({ code: 'defect', reference: `r${count}` })
      }
    })
    expect(out).toMatch(/25 dead letters/)
    expect(out).toMatch(/and 5 older ones/)
  })

  it('prints all of it as data', async () => {
    const { out } = await inbox(['--json'], twoDeadOneWaiting)
    expect(JSON.parse(out)).toEqual({
      waiting: 1,
      oldestMs: 720_000,
      running: 0,
      dead: 2,
      deadLetters: [
        {
          ...{ id: 2, platform: 'slack', kind: 'message', code: 'defect', reference: 'ef56ab78' },
          ...{ takenAt: '2026-11-23T11:30:00.000Z', endedAt: '2026-11-23T11:30:00.000Z' },
        },
        {
          ...{ id: 1, platform: 'slack', kind: 'message', code: 'unavailable' },
          ...{ reference: 'ab12cd34' },
          ...{ takenAt: '2026-11-23T10:30:00.000Z', endedAt: '2026-11-23T10:30:00.000Z' },
        },
      ],
    })
  })

  it.for([[['now']], [['--replay', 'first']], [['--replay', '-1']], [['--replay']]] as const)(
    'ends %j with 2',
    async ([argv]) => {
      const { code, out, err } = await inbox(argv)
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain('Usage: magnets inbox [--json]')
    },
  )

  it('says what is wrong with the place of the data, before it opens anything', async () => {
    const folder = join(freshFolder(), 'data')
    const environment = {
      MAGNETS_DATA: folder,
      DATABASE_URL: 'mysql://u:p@h/d',
      SLACK_BOT_TOKEN: 'x',
    }
    const { code, out, err } = await magnets(['inbox'], { environment })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^The configuration needs attention:\n- DATABASE_URL must be an address/)
    expect(err).not.toContain('SLACK')
    expect(existsSync(folder)).toBe(false)
  })
})

describe('magnets inbox --replay', () => {
  it('puts all back and says how many, and who picks them up', async () => {
    const folder = freshFolder()
    const { code, out } = await inbox(['--replay', 'all'], twoDeadOneWaiting, folder)
    expect(code).toBe(0)
    expect(out).toMatch(/^2 dead letters were put back\. /)
    expect(out).toContain('No bot is running')
    const after = await inbox(['--json'], undefined, folder)
    expect(JSON.parse(after.out)).toMatchObject({ waiting: 3, dead: 0 })
  })

  it('puts one back', async () => {
    const folder = freshFolder()
    const { out } = await inbox(
      ['--replay', '1'],
      async data => {
        await twoDeadOneWaiting(data)
        await data.run()
      },
      folder,
    )
    expect(out.replace(/\s+/g, ' ')).toBe(
      '1 dead letter was put back. The running bot picks it up by itself within seconds. ',
    )
    const after = await inbox(['--json'], undefined, folder)
    expect(JSON.parse(after.out)).toMatchObject({ waiting: 2, deadLetters: [{ id: 2 }] })
  })

  it('says as data how many', async () => {
    const { out } = await inbox(['--replay', 'all', '--json'], twoDeadOneWaiting)
    expect(JSON.parse(out)).toEqual({ replayed: 2 })
  })

  it('says so where there is nothing to put back', async () => {
    const none = await inbox(['--replay', 'all'], async () => undefined)
    expect(none).toEqual({
      code: 0,
      out: 'There are no dead letters, so there is nothing to put back.\n',
      err: '',
    })
    const unknown = await inbox(['--replay', '7'], twoDeadOneWaiting)
    expect([unknown.code, unknown.out]).toEqual([1, ''])
    expect(unknown.err).toBe('There is no dead letter 7. "npx magnets inbox" lists them.\n')
  })
})
