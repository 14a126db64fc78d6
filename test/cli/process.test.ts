// What only a process of its own can show: its mode, its pipes, its signals.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { shell } from './command-line.ts'

const CLI = 'src/cli.ts'

describe('the executable', () => {
  it('may be run by everybody', () => {
    const { mode } = statSync(new URL('../../src/cli.ts', import.meta.url))
    expect((mode & 0o777).toString(8)).toBe('755')
  })

  it('runs by itself, writes no colours into a pipe and nothing to stderr', async () => {
    const { code, out, err } = await shell(`./${CLI} ask hello`)
    expect([code, err]).toEqual([0, ''])
    expect(out).not.toContain('\u001b')
  })

  it('ends quietly when its reader has enough', async () => {
    const { out, err } = await shell(`node ${CLI} timeline | head -1; exit \${PIPESTATUS[0]}`)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(err).toBe('')
  })

  it.for([
    [`yes '{"id":1,"turns":["hello"]}'`, `node ${CLI} ask --jsonl`],
    ['yes hello', 'node src/main.ts'],
  ])('ends with 0 in the middle of what it would still write: %s | %s', async ([flood, line]) => {
    const { code, out, err } = await shell(`${flood} | ${line} | head -1; exit \${PIPESTATUS[1]}`)
    expect([code, err]).toEqual([0, ''])
    expect(out.trim().split('\n')).toHaveLength(1)
  })

  it('reads .env of the folder in which it is run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, '.env'), 'MAGNETS_KNOWLEDGE=/there/is/none\n')
    const { code, err } = await shell(`root=$PWD; cd ${folder} && $root/${CLI} ask hello`)
    expect(code).toBe(1)
    expect(err).toContain('/there/is/none')
  })

  it('ends with 130 at Ctrl-C, without a word', async () => {
    // Waits for the answer to its one line, so that it runs when the signal comes.
    const line = `set -m; coproc C { exec node ${CLI} ask --jsonl; }; p=$C_PID
      echo '{"id":1,"turns":["hello"]}' >&"\${C[1]}"; read -u "\${C[0]}"; kill -INT $p; wait $p`
    const { code, err } = await shell(line)
    expect(code).toBe(130)
    expect(err).not.toContain('Error')
  })
})
