// What the command line prints, and with which exit code it ends.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copiedFolder, edit } from '../knowledge/edited-folder.ts'
import { magnets } from './command-line.ts'

const QUESTION = 'How much NdPr oxide came out of Mountain Pass in 2024?'

describe('magnets ask', () => {
  it('prints the answer with its numbered sources and its date, and ends with 0', async () => {
    const { code, out, err } = await magnets(['ask', QUESTION])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /about 1,300 tons[\s\S]*\[1\][\s\S]*24 June 2025[\s\S]*As of June 2025\.\n$/,
    )
  })

  it('takes the question in several words, too', async () => {
    const words = QUESTION.split(' ')
    expect(await magnets(['ask', ...words])).toEqual(await magnets(['ask', QUESTION]))
  })

  it('ends with 3 when the base does not hold it, and with 0 after small talk', async () => {
    expect((await magnets(['ask', 'What does Lynas produce?'])).code).toBe(3)
    expect((await magnets(['ask', 'hello'])).code).toBe(0)
  })

  it('prints the whole reply as JSON', async () => {
    const { out } = await magnets(['ask', '--json', QUESTION])
    expect(JSON.parse(out)).toMatchObject({ outcome: 'answer', citations: [{ number: 1 }] })
  })

  it('explains what was understood, what was weighed and which rule decided', async () => {
    const { code, out } = await magnets(['ask', '--explain', 'What does Lynas produce?'])
    expect(code).toBe(3)
    expect(out).toContain('“Lynas”: foreign')
    expect(out).toMatch(/Facts weighed, best first\n {2}\S+: score -?[\d.]+, covers [\d.]+/)
    expect(out).toContain('Decided by: too-little-matched')
    const json = await magnets(['ask', '--explain', '--json', QUESTION])
    expect(JSON.parse(json.out).explanation).toMatchObject({ rule: 'looked-up', guard: 'passed' })
  })

  it.for([
    [['ask'], 'There is no question.'],
    [['ask', '--yaml', 'x'], "Unknown option '--yaml'.\nUsage"],
    [['ask', '--jsonl', 'x'], 'stdin'],
  ] as const)('ends %j with 2, says what is wrong and the right usage', async ([argv, words]) => {
    const { code, out, err } = await magnets(argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(words)
    expect(err).toContain('Usage: magnets ask "question" [--json]')
  })

  it('answers although a platform is only half configured', async () => {
    const environment = { SLACK_BOT_TOKEN: 'nonsense', PORT: 'x' }
    expect((await magnets(['ask', QUESTION], { environment })).code).toBe(0)
  })
})

describe('magnets ask --jsonl', () => {
  const lines = async (input: string | readonly string[]) => {
    const { code, out } = await magnets(['ask', '--jsonl'], { input })
    expect(code).toBe(0)
    return out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  }

  it('answers one object a line in order, the last turn knowing the earlier ones', async () => {
    const follow = { id: 'b', turns: [QUESTION, 'and rare earth oxides?'] }
    const [a, b] = await lines(`{"id":"a","turns":["${QUESTION}"]}\n${JSON.stringify(follow)}\n`)
    expect(a).toMatchObject({
      id: 'a',
      outcome: 'answer',
      text: expect.stringContaining('about 1,300 tons'),
      citations: [{ published: '2025-06-24', section: expect.any(String) }],
      asOf: '2025-06-24',
      ms: expect.any(Number),
    })
    expect(Object.keys(a)).toEqual(['id', 'outcome', 'text', 'citations', 'asOf', 'ms'])
    expect(Object.keys(a.citations[0])).toEqual(['fact', 'source', 'title', 'published', 'section'])
    expect(b.text).toContain('45,000')
  })

  it('reads a follow-up in the light of the turns before it, and only of those', async () => {
    const turns = [QUESTION, 'and when was that?']
    const [after, alone] = await lines(
      [turns, turns.slice(1)].map((turns, id) => JSON.stringify({ id, turns })).join('\n'),
    )
    expect(after.citations).toMatchObject([{ fact: expect.stringContaining('ndpr') }])
    expect(alone.citations).not.toEqual(after.citations)
  })

  it('refuses more turns than any conversation has', async () => {
    const turns = (count: number) =>
      JSON.stringify({ id: 'a', turns: Array.from({ length: count }, () => 'hello') })
    const [many, enough] = await lines(`${turns(101)}\n${turns(100)}`)
    expect(many.error).toMatch(/^line 1: /)
    expect(enough.outcome).toBe('chat')
  })

  it('says which line is malformed and goes on', async () => {
    const bad = ['no json', '{"id":1}', '{"id":"x","turns":[]}', '[]', 'null']
    const good = '{"id":7,"turns":["hello"]}'
    const answers = await lines([...bad, '', good].join('\n'))
    expect(answers).toHaveLength(6)
    for (const [index, answer] of answers.slice(0, 5).entries()) {
      expect(answer).toEqual({ id: null, error: expect.stringMatching(`^line ${index + 1}: `) })
    }
    expect(answers[5]).toMatchObject({ id: 7, outcome: 'chat' })
  })

  it('refuses a line longer than its limit without keeping it', async () => {
    const chunks = [
      ...Array.from({ length: 40 }, () => 'x'.repeat(10_000)),
      '\n{"id":"a",',
      '"turns":["hello"]}',
    ]
    const [long, fine] = await lines(chunks)
    expect(long).toEqual({ id: null, error: 'line 1: longer than 100000 characters' })
    expect(fine.id).toBe('a')
  })
})

describe('magnets <command>', () => {
  it('runs every slash command, options as words or flags', async () => {
    const words = await magnets(['company', 'mp', 'materials'])
    expect(words.code).toBe(0)
    expect(words.out).toContain('Mountain Pass')
    expect(await magnets(['company', '--name', 'MP Materials'])).toEqual(words)
  })

  it('prints JSON where it is asked to', async () => {
    const { out } = await magnets(['topics', '--json'])
    expect(JSON.parse(out)).toHaveProperty('outcome')
  })

  it('names the valid values of a wrong option and ends with 2', async () => {
    const { code, err } = await magnets(['company', 'Nonesuch'])
    expect(code).toBe(2)
    expect(err).toContain('Valid, nearest first:\n- ')
    expect(err).toContain('Usage: magnets company <name> [--json]')
  })

  it('ends with 3 where the command refuses', async () => {
    expect((await magnets(['check', 'Cheese is blue'])).code).toBe(3)
    expect((await magnets(['check', 'China makes 70% of neodymium magnets'])).code).toBe(0)
  })

  it('takes no more than its options', async () => {
    expect(await magnets(['exports', 'everything'])).toMatchObject({ code: 2, out: '' })
    expect(await magnets(['exports', '--all'])).toMatchObject({ code: 2, out: '' })
  })

  it('that does not exist is bad usage', async () => {
    expect((await magnets(['nothing'])).err).toContain('There is no "nothing".')
    expect((await magnets(['constructor'])).code).toBe(2)
    expect((await magnets([])).code).toBe(2)
  })
})

describe('magnets knowledge', () => {
  it('sums up a base that is fine', async () => {
    const { code, out } = await magnets(['knowledge', 'check', copiedFolder()])
    expect(code).toBe(0)
    expect(out).toMatch(/^The knowledge is fine: 5 facts, 1 source, /)
  })

  it('prints every problem with file and line on stdout and ends with 1', async () => {
    const folder = copiedFolder()
    edit(folder, 'facts/harvest.yaml', 'subject: lindenhof', 'subject: nobody')
    edit(folder, 'facts/plans.yaml', 'status: planned', 'status: dreamt')
    const environment = { MAGNETS_KNOWLEDGE: folder }
    const { code, out } = await magnets(['knowledge', 'check'], { environment })
    expect(code).toBe(1)
    expect(out).toMatch(/facts\/harvest\.yaml:\d+: /)
    expect(out).toMatch(/facts\/plans\.yaml:\d+: /)
    const broken = await magnets(['ask', 'x'], { environment })
    expect(broken.code).toBe(1)
    expect(broken.err).toMatch(/facts\/plans\.yaml:\d+: /)
  })

  it('writes the schemas for editors', async () => {
    const { code, out } = await magnets(['knowledge', 'schema', copiedFolder()])
    expect(code).toBe(0)
    expect(out).toContain('schema/facts.json')
  })

  it('says without a stack which file could not be written', async () => {
    const folder = copiedFolder()
    writeFileSync(join(folder, 'schema'), 'a file where a folder has to be')
    const { code, err } = await magnets(['knowledge', 'schema', folder])
    expect(code).toBe(1)
    expect(err).toMatch(/^E[A-Z]+: .*schema'\n$/)
  })

  it('wants to know what to do', async () => {
    expect((await magnets(['knowledge'])).code).toBe(2)
    expect((await magnets(['knowledge', 'burn'])).err).toContain('There is no "burn".')
  })
})

describe('magnets slack, discord and doctor', () => {
  it('prints a manifest made from the commands', async () => {
    const { out } = await magnets(['slack', 'manifest'])
    const manifest = JSON.parse(out)
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(manifest.features.slash_commands[0].usage_hint).toContain('timeline')
    const http = await magnets(['slack', 'manifest', '--http', 'https://bot.test/slack/events'])
    expect(http.out).toContain('https://bot.test/slack/events')
    expect((await magnets(['slack', 'manifest', '--http', 'http://bot.test'])).code).toBe(2)
    expect((await magnets(['slack'])).code).toBe(2)
  })

  it('registers nothing at Discord without a token', async () => {
    const { code, err } = await magnets(['discord', 'register', '--dry-run'])
    expect(code).toBe(1)
    expect(err).toContain('DISCORD_TOKEN is missing')
  })

  it('minds no other platform when it registers at Discord', async () => {
    const environment = { SLACK_BOT_TOKEN: 'nonsense', DISCORD_TOKEN: 'no' }
    const { code, err } = await magnets(['discord', 'register'], { environment })
    expect([code, err]).toEqual([1, expect.stringMatching(/^DISCORD_TOKEN must be .*\n$/)])
  })

  it('says what is configured and what is not', async () => {
    const { code, out } = await magnets(['doctor'])
    expect(code).toBe(0)
    expect(out).toContain('✓ Knowledge: ')
    expect(out).toContain('- Slack: not configured')
    expect(out).toContain('- Discord: not configured')
  })

  it('does not call a platform unconfigured whose settings are wrong', async () => {
    const environment = { SLACK_BOT_TOKEN: 'xoxb-without-app-token', DISCORD_TOKEN: 'no' }
    const { code, out } = await magnets(['doctor'], { environment })
    expect(code).toBe(1)
    expect(out).toContain('✗ SLACK_APP_TOKEN is missing')
    expect(out).not.toContain('not configured')
  })

  it('says what is wrong with the settings, never their values', async () => {
    const environment = { DISCORD_TOKEN: 'wrong-token-here', MAGNETS_KNOWLEDGE: '/nowhere' }
    const { code, out } = await magnets(['doctor'], { environment })
    expect(code).toBe(1)
    expect(out).toContain('✗ DISCORD_TOKEN must be')
    expect(out).toContain('✗ Knowledge')
    expect(out).not.toContain('wrong-token-here')
  })
})

describe('magnets --help and --version', () => {
  it('lists every way to call it', async () => {
    const { code, out } = await magnets(['--help'])
    expect(code).toBe(0)
    for (const words of ['ask "question"', 'chat', 'compare <a> <b>', 'doctor', 'Exit codes']) {
      expect(out).toContain(words)
    }
  })

  it('says of everything for who runs a bot what it is for', async () => {
    const { out } = await magnets(['--help'])
    const [, operate = ''] = out.split('Operate:')
    const names = ['doctor', 'inbox', 'receipt', 'gaps', 'forget', 'backup', 'restore', 'rekey']
    for (const name of names) {
      expect(operate).toMatch(new RegExp(`^  magnets ${name}\\b.*  \\S`, 'm'))
    }
  })

  it('lists no command whose name means something else in the shell', async () => {
    const { out } = await magnets(['--help'])
    expect(out.match(/magnets forget/g)).toHaveLength(1)
    expect(out.match(/magnets ask "/g)).toHaveLength(1)
    expect(out).not.toContain('magnets ask <question>')
  })

  it.for([40, 60, 80, 100])('fits a terminal of %i columns', async columns => {
    const { out } = await magnets(['--help'], { columns })
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(columns)
    expect(out.replace(/\s+/g, ' ')).toContain('figures and dates by measure')
  })

  it('says its version', async () => {
    expect((await magnets(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
