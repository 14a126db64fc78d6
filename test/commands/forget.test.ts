// "Forget me": what a person is told of what was removed.
import { describe, expect, it } from 'vitest'
import { type Forgotten, UserError } from '#magnets'
import { loadCommands, runCommand } from './command-desk.ts'

const NOTHING: Forgotten = { questions: 0, turns: 0, receipts: 0, votes: 0, gaps: 0 }

const told = async (kept: Partial<Forgotten>, options: Record<string, string> = {}) =>
  (await runCommand('forget', { options, kept: { ...NOTHING, ...kept } })).text

describe('forget', () => {
  it('says what was removed, one and many', async () => {
    expect(await told({ questions: 3, turns: 1, receipts: 2, votes: 1, gaps: 1 })).toBe(
      'Removed: 3 questions, 1 turn of conversations, 2 receipts of answers, 1 vote and 1 note of ' +
        'what I could not answer. Nothing else is kept of you but, for a few days at most, that ' +
        'you asked for this. Answers that were posted stay where they are.',
    )
    expect(await told({ questions: 1 })).toMatch(/^Removed: 1 question\. /)
    expect(await told({ votes: 2, gaps: 5 })).toMatch(
      /^Removed: 2 votes and 5 notes of what I could not answer\. /,
    )
  })

  it('says that nothing was kept', async () => {
    expect(await told({})).toBe(
      'Nothing was kept of you. Answers that were posted stay where they are.',
    )
  })

  it('forgets nobody but who asks, whether they say so or not', async () => {
    expect(await told({ questions: 1 }, { who: 'me' })).toBe(await told({ questions: 1 }))
    const command = (await loadCommands()).find(({ name }) => name === 'forget')
    expect(command?.options.map(({ required }) => required)).toEqual([false])
    expect(command?.audience).toBe('everyone')
    expect(command?.phrases).toEqual(['forget me'])
  })

  it('leaves it to the house to say that nothing can be forgotten here', async () => {
    const [command] = (await loadCommands()).filter(({ name }) => name === 'forget')
    const forget = async () => {
      throw new UserError('nothing-kept', 'Nothing is kept of you here.')
    }
    await expect(command?.run({}, { forget } as never)).rejects.toThrow('Nothing is kept')
  })
})
