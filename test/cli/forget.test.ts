// Removes what is kept of one person, and says what that was.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copiedFolder } from '../knowledge/edited-folder.ts'
import { magnets } from './command-line.ts'
import { freshFolder, keepData } from './kept-data.ts'

async function twoPeople(): Promise<{ MAGNETS_DATA: string }> {
  const folder = freshFolder()
  const knowledge = copiedFolder()
  await keepData(folder, async ({ ask, answer }) => {
    await ask({ text: 'How much honey did Lindenhof make in 2024?' })
    await answer(knowledge)
    await ask({ text: 'How much wax did Lindenhof export in 1999?' })
    await answer(knowledge)
    await ask({ person: 'U2' })
  })
  return { MAGNETS_DATA: folder }
}

describe('magnets forget', () => {
  it('removes a person and says what was removed', async () => {
    const environment = await twoPeople()
    const { code, out, err } = await magnets(['forget', 'slack:U1'], { environment })
    expect([code, err]).toEqual([0, ''])
    expect(out.replace(/\s+/g, ' ').trim()).toBe(
      'Removed of slack:U1: 2 questions, 2 turns of conversations, 2 receipts and 1 entry in the ' +
        'gaps. Nothing else is kept of them here. Answers that were posted stay where they are, ' +
        'and backups keep what they hold.',
    )
  })

  it('leaves others alone, and finds nothing a second time', async () => {
    const environment = await twoPeople()
    await magnets(['forget', 'slack:U1'], { environment })
    const again = await magnets(['forget', 'Slack:U1'], { environment })
    expect([again.code, again.err]).toEqual([0, ''])
    expect(again.out).toMatch(/^Nothing is kept of slack:U1\. /)
    const other = await magnets(['forget', 'slack:U2'], { environment })
    expect(other.out).toMatch(/^Removed of slack:U2: 1 question\.\n/)
  })

  it.each([[[]], [['me']], [['U1']], [['slack:']], [['slack:U 1']], [['slack:U1', 'slack:U2']]])(
    'ends %j with 2',
    async argv => {
      const { code, out, err } = await magnets(['forget', ...argv])
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain('Usage: magnets forget <platform>:<user>')
    },
  )

  it('makes nothing where nothing is kept yet', async () => {
    const folder = join(freshFolder(), 'data')
    const environment = { MAGNETS_DATA: folder }
    const { code, out, err } = await magnets(['forget', 'discord:123'], { environment })
    expect(code).toBe(0)
    expect(out).toMatch(/^Nothing is kept of discord:123\. /)
    expect(err).toContain(folder)
    expect(existsSync(folder)).toBe(false)
  })
})
