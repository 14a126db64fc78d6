// `magnets knowledge draft`: from a document to a draft, and from there by a person's hand to an answer.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { copiedFolder } from '../knowledge/edited-folder.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { magnets, shell } from './command-line.ts'

const report = (ending: string): string =>
  fileURLToPath(new URL(`../fixtures/documents/valley-report.${ending}`, import.meta.url))

const LISTED = 'node --import ./test/app/list-imports.ts src/cli.ts'

/** A draft of the report in a folder of the test's own. */
async function drafted(ending: string, ...more: readonly string[]) {
  const knowledge = copiedFolder()
  const environment = { MAGNETS_KNOWLEDGE: knowledge }
  const out = join(temporaryFolder(), 'a.draft.yaml')
  const argv = ['knowledge', 'draft', report(ending), '--out', out, ...more]
  return { ...(await magnets(argv, { environment })), path: out, environment, knowledge }
}

describe('a draft', () => {
  it.each(['txt', 'md', 'html', 'pdf'])(
    'of %s, moved and worded by a person, is answered',
    async ending => {
      const { path, environment, knowledge, code } = await drafted(ending)
      expect(code).toBe(0)

      const open = await magnets(['knowledge', 'check', path], { environment })
      expect(open.code).toBe(1)
      expect(open.out).toMatch(
        /a\.draft\.yaml:\d+: the statement is still to be written, .*\(open-marks\)\n/,
      )

      // What a curator does: add the source, word one entry, move it.
      const entries = readFileSync(path, 'utf8').split('\n\n')
      const entry = entries
        .find(text => text.includes('9400'))
        ?.replace(
          'statement: TODO',
          'statement: Lindenhof made more than 9,400 kilograms of honey in 2023.',
        )
      expect(entry).toContain('value: { amount: 9400, unit: kilogram, hedge: more than }')
      const worded = entry?.replace('as_of: TODO', 'as_of: 2025-04-01') ?? ''
      const source = '- id: valley-report\n  title: The Valley Report\n  published: 2025-04-01\n'
      append(join(knowledge, 'sources.yaml'), source)
      writeFileSync(path, worded)
      const done = await magnets(['knowledge', 'check', path], { environment })
      expect(done).toMatchObject({ code: 0, err: '' })

      append(join(knowledge, 'facts/harvest.yaml'), worded)
      const whole = await magnets(['knowledge', 'check'], { environment })
      expect(whole).toMatchObject({ code: 0, err: '' })
      const asked = await magnets(['ask', 'How much honey did Lindenhof make in 2023?'], {
        environment,
      })
      expect(asked.out).toContain('Lindenhof made more than 9,400 kilograms of honey in 2023. [1]')
      expect(asked.out).toContain('The Valley Report')
    },
  )

  it('says where it is, and that nothing of it is in the base', async () => {
    const { out, path } = await drafted('txt')
    expect(out.replace(/\s+/g, ' ')).toContain(
      `proposals from 5 passages of valley-report.txt, in ${path}. Nothing of it is in the base.`,
    )
  })

  it('goes to the output where that is asked, and its summary beside it', async () => {
    const environment = { MAGNETS_KNOWLEDGE: copiedFolder() }
    const argv = ['knowledge', 'draft', report('pdf'), '--out', '-']
    const { code, out, err } = await magnets(argv, { environment })
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^# Draft: \d proposals from valley-report.pdf/),
    ])
    expect(out).toContain('page 2, section Outlook, paragraph 1, line 2, characters 8 to')
    expect(err).toContain('Nothing of it is in the base.')
  })

  it('takes the id of a source that is known', async () => {
    const { path } = await drafted('txt', '--source', 'bee-report')
    expect(readFileSync(path, 'utf8')).toContain(
      'source: { id: bee-report, section: Harvests }\n  as_of: 2025-03-10',
    )
    const { code, err } = await drafted('txt', '--source', 'wasp-report')
    expect([code, err]).toEqual([
      1,
      'There is no source "wasp-report" in sources.yaml; it has: bee-report.\n',
    ])
  })

  it('fits a narrow terminal', async () => {
    const environment = { MAGNETS_KNOWLEDGE: copiedFolder() }
    const argv = ['knowledge', 'draft', report('txt'), '--out', join(temporaryFolder(), 'a.yaml')]
    const { out } = await magnets(argv, { environment, columns: 40 })
    const words = out.split('\n').filter(line => !line.includes('/'))
    expect(words.every(line => line.length <= 40)).toBe(true)
  })
})

it('the README for curators shows a draft as it is', async () => {
  const readme = readFileSync(new URL('../../knowledge/README.md', import.meta.url), 'utf8')
  const [shown = ''] = /^# 2\. section[\s\S]*?(?=^```)/m.exec(readme) ?? []
  const path = join(temporaryFolder(), 'half-year-report.md')
  const sentences =
    'Management told analysts that NdPr oxide volumes at the California mine came in at roughly ' +
    '900 tonnes between January and June. It expects to produce up to 2,100 tonnes in 2025.'
  writeFileSync(path, `# Half-year figures\n\n${sentences}\n`)
  const { out } = await magnets(['knowledge', 'draft', path, '--out', '-'])
  expect(shown).toContain('as_of: TODO')
  expect(out).toContain(shown)
  expect(out).toContain('[ ] "between January" is told from another day')
})

describe('nothing is written', () => {
  it('over a file that is there', async () => {
    const { path, environment } = await drafted('txt')
    writeFileSync(path, 'work of hours')
    const again = await magnets(['knowledge', 'draft', report('txt'), '--out', path], {
      environment,
    })
    expect([again.code, again.out]).toEqual([1, ''])
    expect(again.err).toContain('is there already and is left as it is')
    expect(readFileSync(path, 'utf8')).toBe('work of hours')
  })

  it.each(['facts/new.yaml', 'facts/../vocabulary/x.yaml', 'x.yaml'])(
    'into the knowledge folder: %s',
    async name => {
      const knowledge = copiedFolder()
      const link = join(temporaryFolder(), 'link')
      symlinkSync(knowledge, link)
      for (const folder of [knowledge, link]) {
        const argv = ['knowledge', 'draft', report('txt'), '--out', join(folder, name)]
        const { code, err } = await magnets(argv, { environment: { MAGNETS_KNOWLEDGE: knowledge } })
        expect([code, err]).toEqual([1, expect.stringContaining('lies in the knowledge folder')])
        expect(existsSync(join(folder, name))).toBe(false)
      }
    },
  )

  it('where nothing is proposed', async () => {
    const folder = temporaryFolder()
    const [path, out] = [join(folder, 'a.txt'), join(folder, 'a.yaml')]
    writeFileSync(path, 'Nobody asked the bees.')
    const said = await magnets(['knowledge', 'draft', path, '--out', out])
    expect([said.code, said.out]).toEqual([
      0,
      expect.stringContaining('0 proposals from 1 passage'),
    ])
    expect(existsSync(out)).toBe(false)
  })

  it('for what can not be read', async () => {
    const out = join(temporaryFolder(), 'a.yaml')
    const argv = ['knowledge', 'draft', '/there/is/none.pdf', '--out', out]
    expect(await magnets(argv)).toMatchObject({
      code: 1,
      err: 'There is no file /there/is/none.pdf.\n',
    })
    expect(existsSync(out)).toBe(false)
  })

  it.each([
    [[], 'Say which document to read.'],
    [['a.txt', 'b.txt'], '"b.txt" is too much.'],
    [['a.txt', '--force'], "Unknown option '--force'."],
  ])('for wrong usage: %j', async (argv, message) => {
    const { code, err } = await magnets(['knowledge', 'draft', ...argv])
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
    expect(err).toContain('Usage: magnets knowledge draft <file.txt|.md|.html|.pdf>')
  })
})

describe('the process', () => {
  it('loads what reads documents for a draft alone', async () => {
    for (const words of ['knowledge check', 'ask hello']) {
      const { err } = await shell(`${LISTED} ${words}`)
      expect(err).toMatch(/imported: /)
      expect(err).not.toMatch(/langchain|parse5|unpdf/)
    }
  })

  it('writes its draft beside the current folder, through a pipe as well', async () => {
    const folder = temporaryFolder()
    const line = `root=$PWD; cd ${folder} && node $root/src/cli.ts knowledge draft ${report('md')} | cat`
    const { code, out, err } = await shell(line, { MAGNETS_KNOWLEDGE: copiedFolder() })
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('valley-report.draft.yaml')
    expect(existsSync(join(folder, `${basename(report('md'), '.md')}.draft.yaml`))).toBe(true)
  })

  it('ends at Ctrl-C while it reads, and leaves nothing behind', async () => {
    const folder = temporaryFolder()
    const large = join(folder, 'large.html')
    writeFileSync(large, `<p>${'<b>x '.repeat(900_000)}`)
    const draft = join(folder, 'large.draft.yaml')
    const line = `set -m; node src/cli.ts knowledge draft ${large} --out ${draft} & p=$!; sleep 1.5; kill -INT $p; wait $p`
    const { code } = await shell(line)
    expect(code).toBe(130)
    expect(existsSync(draft)).toBe(false)
  })
})

function append(path: string, text: string): void {
  writeFileSync(path, `${readFileSync(path, 'utf8').trimEnd()}\n\n${text.trimEnd()}\n`)
}
