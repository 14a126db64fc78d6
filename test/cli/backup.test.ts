// Copies of the data, their way back, and the change of a key.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { magnets } from './command-line.ts'
import { freshFolder, keepData } from './kept-data.ts'

const OLD_KEY = 'a'.repeat(64)
const NEW_KEY = 'b'.repeat(64)
const OTHER_KEY = 'c'.repeat(64)

const at = (folder: string, more: Record<string, string> = {}) => ({
  environment: { MAGNETS_DATA: folder, ...more },
})

/** Without the line breaks of a terminal's width. */
const flat = (out: string): string => out.replace(/\s+/g, ' ').trim()

async function filled(key?: string): Promise<string> {
  const folder = freshFolder()
  await keepData(
    folder,
    async ({ ask, giveUp }) => {
      await ask({ token: 'a secret' })
      await ask({ token: 'another secret' })
      await giveUp({ code: 'defect', reference: 'ab12cd34' })
      await ask({})
    },
    key === undefined ? {} : { key },
  )
  return folder
}

describe('magnets backup', () => {
  it('says how many rows are in the file, and what is not', async () => {
    const folder = await filled()
    const file = join(freshFolder(), 'copy.sqlite')
    const { code, out, err } = await magnets(['backup', file], at(folder))
    expect([code, err]).toEqual([0, ''])
    expect(flat(out)).toBe(
      `6 rows are in ${file}. ` +
        `The key that opens their tokens is not: keep a copy of ${join(folder, 'key')} in another place.`,
    )
    expect(readFileSync(file).includes('SQLite format 3')).toBe(true)
  })

  it('lets nobody else read the file', async () => {
    const file = join(freshFolder(), 'copy.sqlite')
    await magnets(['backup', file], at(await filled()))
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  })

  it('names the variable where the key stands in one', async () => {
    const file = join(freshFolder(), 'copy.sqlite')
    const { out } = await magnets(['backup', file], at(await filled(), { MAGNETS_KEY: NEW_KEY }))
    expect(flat(out)).toContain('keep a copy of MAGNETS_KEY in another place')
  })

  it('never writes over a file', async () => {
    const file = join(freshFolder(), 'copy.sqlite')
    writeFileSync(file, 'precious')
    const { code, out, err } = await magnets(['backup', file], at(await filled()))
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(`${file} exists already`)
    expect(readFileSync(file, 'utf8')).toBe('precious')
  })

  it('says that the folder for it is not there', async () => {
    const folder = join(freshFolder(), 'nowhere')
    const { code, err } = await magnets(['backup', join(folder, 'copy')], at(await filled()))
    expect(code).toBe(1)
    expect(err).toBe(`There is no folder ${folder}. Make it, or name a file elsewhere.\n`)
  })

  it('is no success where nothing is kept', async () => {
    const folder = join(freshFolder(), 'data')
    const file = join(freshFolder(), 'copy.sqlite')
    const { code, out, err } = await magnets(['backup', file], at(folder))
    expect([code, out]).toEqual([1, ''])
    expect(err).toBe(
      `Nothing is kept yet in ${folder} (MAGNETS_DATA), so there is nothing to back up.\n`,
    )
    expect([existsSync(file), existsSync(folder)]).toEqual([false, false])
  })

  it.each([[[]], [['a', 'b']]])('ends %j with 2', async argv => {
    const { code, err } = await magnets(['backup', ...argv])
    expect(code).toBe(2)
    expect(err).toContain('Usage: magnets backup FILE')
  })
})

describe('magnets restore', () => {
  const withKey = { MAGNETS_KEY: NEW_KEY }
  const backedUp = async () => {
    const folder = await filled(NEW_KEY)
    const file = join(freshFolder(), 'copy.sqlite')
    await magnets(['backup', file], at(folder, withKey))
    return { folder, file }
  }

  it('fills an empty place, and says what became of what waited', async () => {
    const { file } = await backedUp()
    const folder = join(freshFolder(), 'data')
    const { code, out, err } = await magnets(['restore', file], at(folder, withKey))
    expect([code, err]).toEqual([0, ''])
    expect(flat(out)).toBe(
      `6 rows of ${file} are in ${folder} now. 2 events that waited for an answer then are dead ` +
        'letters now: an answer would come out of the blue. To give it all the same: ' +
        'npx magnets inbox --replay all',
    )
    const inbox = JSON.parse((await magnets(['inbox', '--json'], at(folder, withKey))).out)
    expect(inbox).toMatchObject({ waiting: 0, dead: 3 })
  })

  it('says at once that the key of then is missing', async () => {
    const { file } = await backedUp()
    const { code, out, err } = await magnets(['restore', file], at(freshFolder()))
    expect(code).toBe(1)
    expect(out).toMatch(/^6 rows of /)
    expect(err).toMatch(/^A token at rest was sealed with the key \w+, .*MAGNETS_OLD_KEYS/)
  })

  it('says nothing of what waited where nothing did', async () => {
    const folder = freshFolder()
    const file = join(freshFolder(), 'copy.sqlite')
    await keepData(folder, async ({ ask, giveUp }) => {
      await ask({})
      await giveUp({ code: 'defect', reference: 'ab12cd34' })
    })
    await magnets(['backup', file], at(folder))
    const { out } = await magnets(['restore', file], at(freshFolder()))
    expect(out.trim().split('\n')).toHaveLength(1)
  })

  it('mixes nothing with what is there', async () => {
    const { folder, file } = await backedUp()
    const { code, out, err } = await magnets(['restore', file], at(folder))
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('There are 6 rows already')
  })

  it('says that there is no such file, or that it is no backup', async () => {
    const folder = freshFolder()
    const none = join(folder, 'none')
    const missing = await magnets(['restore', none], at(freshFolder()))
    expect(missing).toEqual({ code: 1, out: '', err: `There is no file ${none}.\n` })
    const text = join(folder, 'text')
    writeFileSync(text, 'no database at all, only a text of some length\n'.repeat(100))
    const wrong = await magnets(['restore', text], at(freshFolder()))
    expect([wrong.code, wrong.out]).toEqual([1, ''])
    const words = 'is no backup of Magnets, or is damaged. Nothing was changed. Name another.'
    expect(wrong.err).toBe(`${text} ${words}\n`)
    const directory = await magnets(['restore', folder], at(freshFolder()))
    expect(directory.err).toBe(`${folder} ${words}\n`)
  })

  it('calls an empty file no success', async () => {
    const empty = join(freshFolder(), 'empty')
    writeFileSync(empty, '')
    const { code, err } = await magnets(['restore', empty], at(freshFolder()))
    expect(code).toBe(1)
    expect(err).toContain(`${empty} is no backup of Magnets`)
  })

  it('needs to know from where', async () => {
    const { code, err } = await magnets(['restore'])
    expect(code).toBe(2)
    expect(err).toContain('Usage: magnets restore FILE')
  })
})

describe('magnets rekey', () => {
  const keys = (key: string, ...old: readonly string[]) => ({
    MAGNETS_KEY: key,
    MAGNETS_OLD_KEYS: old.join(' '),
  })

  it('seals anew, and says that the old keys may go', async () => {
    const folder = await filled(OLD_KEY)
    const { code, out, err } = await magnets(['rekey'], at(folder, keys(NEW_KEY, OLD_KEY)))
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(
      "2 rows were sealed anew with today's key.\n" +
        'Once every running bot has that key, empty MAGNETS_OLD_KEYS.\n',
    )
    const again = await magnets(['rekey'], at(folder, keys(NEW_KEY)))
    expect(again.out).toBe("Everything is sealed with today's key already.\n")
  })

  it('says which key is missing', async () => {
    const folder = await filled(OLD_KEY)
    const { code, out, err } = await magnets(['rekey'], at(folder, keys(NEW_KEY, OTHER_KEY)))
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('MAGNETS_OLD_KEYS')
    expect(err).not.toContain('    at ')
  })

  it('has nothing to do where nothing is kept', async () => {
    const folder = join(freshFolder(), 'data')
    const { code, out, err } = await magnets(['rekey'], at(folder))
    expect([code, out]).toEqual([0, "Everything is sealed with today's key already.\n"])
    expect(err).toContain(folder)
    expect(existsSync(folder)).toBe(false)
  })

  it('takes no words', async () => {
    expect((await magnets(['rekey', 'now'])).code).toBe(2)
  })
})
