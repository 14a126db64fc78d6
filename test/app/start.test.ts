// `npm start` and what it loads for it.
import { describe, expect, it } from 'vitest'
import { shell } from '../cli/command-line.ts'
import { copiedFolder, edit } from '../knowledge/edited-folder.ts'

const LISTED = 'node --import ./test/app/list-imports.ts'

describe('npm start', () => {
  it('answers one question a line from a pipe, and loads no SDK for it', async () => {
    const line = `printf 'hello\\nWhat does Lynas produce?\\n' | ${LISTED} src/main.ts`
    const { code, out, err } = await shell(line)
    expect(code).toBe(0)
    expect(out).toMatch(/\S\n\n[\s\S]*Lynas/)
    expect(err).toMatch(/^imported: .*\bzod\b.*\n$/)
    expect(err).not.toMatch(/slack|discord|langchain/)
  })

  it('stops at a broken base with the list of what is wrong', async () => {
    const folder = copiedFolder()
    edit(folder, 'facts/harvest.yaml', 'subject: lindenhof', 'subject: nobody')
    const { code, out, err } = await shell('node src/main.ts', { MAGNETS_KNOWLEDGE: folder })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/facts\/harvest\.yaml:\d+: .*nobody/)
    expect(err).not.toContain('    at ')
  })

  it('stops at a wrong configuration with all that is wrong', async () => {
    const wrong = { SLACK_BOT_TOKEN: 'xoxp-no', DISCORD_TOKEN: 'no' }
    const { code, err } = await shell('node src/main.ts', wrong)
    expect(code).toBe(1)
    expect(err).toContain('- SLACK_BOT_TOKEN must start with xoxb-')
    expect(err).toContain('- DISCORD_TOKEN must be')
  })
})

describe('magnets chat', () => {
  it('loads no SDK and nothing of a language model', async () => {
    const { out, err } = await shell(`printf 'hello\\n' | ${LISTED} src/cli.ts chat`)
    expect(out).toMatch(/\S/)
    expect(err).toMatch(/^imported: .*\bpino\b.*\n$/)
    expect(err).not.toMatch(/slack|discord|langchain/)
  })
})

describe('magnets ask', () => {
  it('loads neither the log nor an SDK', async () => {
    const { err } = await shell(`${LISTED} src/cli.ts ask hello`)
    expect(err).toMatch(/^imported: /)
    expect(err).not.toMatch(/pino|slack|discord|langchain/)
  })
})
