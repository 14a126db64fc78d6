// What the doctor says of the data.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { magnets } from './command-line.ts'
import { freshFolder, keepData } from './kept-data.ts'

const doctor = (environment: Record<string, string>) => magnets(['doctor'], { environment })

describe('magnets doctor', () => {
  it('finds nothing wrong where nothing is kept yet, and makes nothing', async () => {
    const folder = join(freshFolder(), 'data')
    const { code, out } = await doctor({ MAGNETS_DATA: folder })
    expect(code).toBe(0)
    expect(out).toContain(`- Data: nothing kept yet in ${folder}\n`)
    expect(existsSync(folder)).toBe(false)
  })

  it('says which engine holds them, and that all is answered', async () => {
    const folder = freshFolder()
    await keepData(folder, async () => undefined)
    const { code, out } = await doctor({ MAGNETS_DATA: folder })
    expect(code).toBe(0)
    expect(out).toContain(`✓ Data: SQLite in ${folder}; nothing waits; no dead letters\n`)
  })

  it('says how much waits and was given up, and where to look', async () => {
    const folder = freshFolder()
    await keepData(folder, async ({ ask, giveUp }) => {
      await ask({ minutesAgo: 200 })
      await ask({ minutesAgo: 5 })
      await giveUp({ code: 'defect', reference: 'ab12cd34' })
    })
    const { code, out } = await doctor({ MAGNETS_DATA: folder })
    expect(code).toBe(0)
    expect(out).toContain(
      `✓ Data: SQLite in ${folder}; 1 event waits (for 3 hours); 1 dead letter\n` +
        '    See "npx magnets inbox".\n',
    )
  })

  it('passes on what to do where the data can not be opened', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'magnets.sqlite'), 'this is no database at all'.repeat(100))
    const { code, out } = await doctor({ MAGNETS_DATA: folder })
    expect(code).toBe(1)
    expect(out).toMatch(/✗ Data: The file of the data is damaged or is no database\. .*backup/)
  })

  it('says that PostgreSQL does not answer', async () => {
    const { code, out } = await doctor({
      DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/d',
      MAGNETS_KEY: 'a'.repeat(64),
    })
    expect(code).toBe(1)
    expect(out).toMatch(/✗ Data: PostgreSQL can't be reached\./)
    expect(out).not.toContain('secret')
  })

  it('does not open what is configured wrongly', async () => {
    const folder = join(freshFolder(), 'data')
    const { code, out } = await doctor({ MAGNETS_DATA: folder, DATABASE_URL: 'nonsense' })
    expect(code).toBe(1)
    expect(out).toContain('✗ DATABASE_URL must be')
    expect(out).toContain('- Data: not checked, for their settings above are wrong\n')
  })
})
