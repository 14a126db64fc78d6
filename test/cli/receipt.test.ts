// Why an answer came out as it did, long after it was given.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Account } from '#magnets'
import { referenceOf } from '../../src/delivery/keeping.ts'
import { copiedFolder, edit } from '../knowledge/edited-folder.ts'
import { magnets } from './command-line.ts'
import { type Asked, freshFolder, keepData, NOON } from './kept-data.ts'

const MONTHLY = 'How much NdPr oxide per month did Mountain Pass produce in 2024?'
const QUESTION = 'How much honey did Lindenhof make in 2024?'

const flat = (out: string): string => out.replace(/\s+/g, ' ')

/** A receipt as it was kept, and what prints it over the knowledge as it is by then. */
async function kept(
  asked: Partial<Asked> = {},
  change: Partial<Account> = {},
  folder = copiedFolder(),
) {
  const data = freshFolder()
  const knowledge = folder
  let id = ''
  await keepData(data, async ({ ask, answer, store }) => {
    id = referenceOf(await ask({ text: QUESTION, minutesAgo: 30, ...asked }))
    await answer(knowledge, change)
    const vote = { receipt: id, reason: '', words: '', at: NOON }
    await store.votes.cast({ ...vote, person: 'slack:U1', vote: 'up' })
    await store.votes.cast({ ...vote, person: 'slack:U2', vote: 'down', reason: 'outdated' })
    await store.votes.cast({ ...vote, person: 'slack:U3', vote: 'down' })
  })
  const environment = { MAGNETS_DATA: data, MAGNETS_KNOWLEDGE: knowledge }
  const show = (argv: readonly string[] = [], columns?: number) =>
    magnets(['receipt', id, ...argv], { environment, ...(columns && { columns }) })
  return { id, knowledge, environment, show }
}

describe('magnets receipt', () => {
  it('shows the answer and how it came about', async () => {
    const { id, show } = await kept()
    const { code, out, err } = await show()
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      new RegExp(`^Receipt ${id}: an answer of 2026-11-23 11:30 UTC, slack C1 \\(public\\)`),
    )
    expect(out).toContain(`“${QUESTION}”`)
    expect(out).toContain('more than 12,500 kilograms of honey in 2024')
    expect(out).toMatch(/“Lindenhof”: entity lindenhof/)
    expect(out).toMatch(/lindenhof-honey-2024: score/)
    expect(out).toMatch(/Decided by: \S+\n/)
    expect(out).toMatch(/Guard: passed\n/)
    expect(out.match(/Decided by|Guard/g)).toHaveLength(2)
    expect(out).toContain('lindenhof-honey-2024: still says the same')
    expect(out).toMatch(/Votes: 1 helpful, 2 not helpful \(outdated\)/)
    expect(out).not.toContain('U1')
  })

  it('says for each fact whether the base still says the same', async () => {
    const { knowledge, show } = await kept()
    const same = flat((await show()).out)
    expect(same).toMatch(/version \w+ of the base, which this checkout holds as well/)
    edit(knowledge, 'facts/harvest.yaml', 'more than 12,500', 'more than 12,900')
    edit(knowledge, 'facts/harvest.yaml', '12500', '12900')
    const changed = flat((await show()).out)
    expect(changed).toMatch(/version \w+ of the base; this checkout holds version \w+ /)
    expect(changed).toContain('lindenhof-honey-2024: has changed')
    expect(changed).toMatch(/then: Lindenhof made more than 12,500/)
    expect(changed).toMatch(/now: +Lindenhof made more than 12,900/)
    edit(knowledge, 'facts/harvest.yaml', 'id: lindenhof-honey-2024', 'id: lindenhof-honey')
    const gone = flat((await show()).out)
    expect(gone).toContain('lindenhof-honey-2024: is gone')
    expect(gone).toContain('then: Lindenhof made more than 12,500')
  })

  it('still shows what was kept where the knowledge of today is broken', async () => {
    const { knowledge, show } = await kept()
    edit(knowledge, 'facts/harvest.yaml', 'subject: lindenhof', 'subject: nobody')
    const { code, out } = await show()
    expect(code).toBe(0)
    expect(out).toContain("can't be compared")
    expect(out).toContain('lindenhof-honey-2024\n')
  })

  it('names the rule that refused', async () => {
    const { show } = await kept({ text: 'How much wax did Lindenhof export in 1999?' })
    const { out } = await show()
    expect(out).toContain(': a refusal of ')
    expect(out).toMatch(/Refused by: \S+/)
  })

  it('says what the guard held back, once', async () => {
    const { show } = await kept({}, { guard: ['number “13,000”'] })
    const { out } = await show()
    expect(out).toContain('Guard: held the reply back for number “13,000”\n')
    expect(out).not.toContain('Guard: passed')
  })

  it('shows the arithmetic', async () => {
    const { show } = await kept({ text: MONTHLY }, {}, 'knowledge')
    const { out } = await show()
    expect(out).toMatch(/\n\nArithmetic\n {2}1,300 tons ÷ 12 = about 110 tons a month\n/)
  })

  it('says where no fact was cited', async () => {
    const { show } = await kept({ text: 'hello' })
    expect((await show()).out).toMatch(/No fact was cited. It was version \w+ of the base\./)
  })

  it.each([40, 60, 80])('fits a terminal of %i columns', async columns => {
    const { show } = await kept()
    const { out } = await show([], columns)
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(columns)
  })

  it('prints all of it as data', async () => {
    const { id, show } = await kept()
    const data = JSON.parse((await show(['--json'])).out)
    expect(data).toMatchObject({
      ...{ id, at: '2026-11-23T11:30:00.000Z', outcome: 'answer', question: QUESTION },
      place: { platform: 'slack', team: 'T1', channel: 'C1', visibility: 'public' },
      ...{ guard: 'passed', rule: expect.any(String), lines: expect.any(Array), workings: [] },
      facts: [{ id: 'lindenhof-honey-2024', statement: expect.any(String), today: 'same' }],
      votes: { helpful: 1, unhelpful: 2, reasons: ['outdated'], words: [] },
      text: expect.stringContaining('12,500'),
    })
    expect(data.base.answered).toBe(data.base.today)
    expect(JSON.stringify(data)).not.toContain('U1')
  })

  it('takes the id as people copy it', async () => {
    const { id, environment } = await kept()
    const { code } = await magnets(['receipt', ` ${id.toUpperCase()}.`], { environment })
    expect(code).toBe(0)
  })

  it('shows nothing that would steer a terminal', async () => {
    const { show } = await kept({
      text: 'How much\u001b[2J honey\u0007 did Lindenhof make in 2024?',
    })
    const { out } = await show()
    expect(out).not.toMatch(/[\u001b\u0007]/)
  })

  it('says of an unknown id how long receipts are kept, and ends with 1', async () => {
    const data = freshFolder()
    await keepData(data, async () => undefined)
    const environment = { MAGNETS_DATA: data, MAGNETS_KEEP_DAYS: '7' }
    const { code, out, err } = await magnets(['receipt', '23456789'], { environment })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('There is no receipt 23456789.')
    expect(err).toContain('kept for 7 days (MAGNETS_KEEP_DAYS)')
  })

  it('says of the reference of a failure where to look', async () => {
    const data = freshFolder()
    await keepData(data, async ({ ask, giveUp }) => {
      await ask({})
      await giveUp({ code: 'defect', reference: 'ab12cd34' })
    })
    const environment = { MAGNETS_DATA: data }
    const { code, err } = await magnets(['receipt', 'ab12cd34'], { environment })
    expect(code).toBe(1)
    expect(err).toContain('"npx magnets inbox" lists it with the id 1')
  })

  it('makes nothing where nothing is kept yet', async () => {
    const folder = join(freshFolder(), 'data')
    const environment = { MAGNETS_DATA: folder }
    const { code, err } = await magnets(['receipt', '23456789'], { environment })
    expect(code).toBe(1)
    expect(err).toContain(`Nothing is kept yet in ${folder}`)
    expect(existsSync(folder)).toBe(false)
  })

  it.each([[[]], [['a', 'b']], [['--all', 'a']]])('ends %j with 2', async argv => {
    const { code, err } = await magnets(['receipt', ...argv])
    expect(code).toBe(2)
    expect(err).toContain('Usage: magnets receipt <id> [--json]')
  })
})
