// While running, a valid change brings a new base and an invalid one a list, after the files have settled.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Base, ContentProblem } from '#magnets'
import { loadBase, watchBase } from '../../src/knowledge/index.ts'
import { copiedFolder, edit } from './edited-folder.ts'

/** A watched copy whose clock and file events the test drives. */
function watched(name = 'knowledge-honey') {
  const folder = copiedFolder(name)
  const bases: Base[] = []
  const lists: (readonly ContentProblem[])[] = []
  const observed = new Map<string, { change: () => void; fail: (cause: Error) => void }>()
  let due: (() => void) | undefined
  const watching = watchBase(folder, {
    version: loadBase(folder).version,
    onBase: base => bases.push(base),
    onProblems: problems => lists.push(problems),
    after: (_, callback) => {
      due = callback
      return () => {
        due = undefined
      }
    },
    observe: (path, change, fail) => {
      observed.set(path, { change, fail })
      return () => observed.delete(path)
    },
  })
  const change = (path = folder): void => observed.get(path)?.change()
  const settle = (): void => {
    const callback = due
    due = undefined
    callback?.()
  }
  return {
    folder,
    bases,
    lists,
    observed,
    watching,
    change,
    settle,
    isDue: () => due !== undefined,
  }
}

const break_ = (folder: string): void => edit(folder, 'facts/plans.yaml', 'unit: usd', 'unit: eur')
const mend = (folder: string): void => edit(folder, 'facts/plans.yaml', 'unit: eur', 'unit: usd')

describe('a watched folder', () => {
  it('gives a new base once its files have settled', () => {
    const { folder, bases, lists, change, settle } = watched()
    edit(folder, 'facts/harvest.yaml', 'A cold spring', 'A very cold spring')
    change()
    change()
    expect(bases).toHaveLength(0)
    settle()
    settle()
    expect(bases.map(base => base.fact('cold-spring')?.statement)).toEqual([
      'A very cold spring kept the bees of Lindenhof inside.',
    ])
    expect(lists).toEqual([])
  })

  it('reports an invalid state once, and gives a base when it is valid again and differs', () => {
    const { folder, bases, lists, change, settle } = watched()
    break_(folder)
    for (let n = 0; n < 2; n++) {
      change()
      settle()
    }
    expect(lists.map(problems => problems.map(problem => problem.line))).toEqual([[5, 5]])
    mend(folder)
    change()
    settle()
    expect(bases).toHaveLength(0)
    break_(folder)
    change()
    settle()
    expect(lists).toHaveLength(2)
    mend(folder)
    edit(folder, 'facts/harvest.yaml', 'inside.', 'in.')
    change()
    settle()
    expect(bases).toHaveLength(1)
  })

  it('stays silent where a change leaves the content as it was', () => {
    const { bases, lists, change, settle } = watched()
    change()
    settle()
    expect([bases, lists]).toEqual([[], []])
  })

  it('catches a change made between loading and watching', () => {
    const folder = copiedFolder()
    const onBase = vi.fn()
    const observe = () => () => {}
    watchBase(folder, { version: 'older', onBase, onProblems: vi.fn(), observe }).close()
    expect(onBase).toHaveBeenCalledOnce()
  })

  it('sees changes in the folder that it extends', () => {
    const { folder, bases, change, settle } = watched('knowledge-harbor')
    const other = join(folder, '../knowledge-honey')
    edit(other, 'vocabulary/senses.yaml', 'words: [please', 'words: [pretty please, please')
    change(other)
    settle()
    expect(bases).toHaveLength(1)
  })

  it('says so when it can see no more, and does not throw', () => {
    const { folder, lists, observed } = watched()
    observed.get(folder)?.fail(new Error('no space left'))
    expect(lists).toEqual([
      [
        {
          file: folder,
          line: 0,
          message: "changes can't be seen any more: no space left; restart to read them",
          rule: 'watch',
        },
      ],
    ])
  })

  it('does nothing more once it is closed', () => {
    const { folder, bases, observed, watching, change, settle, isDue } = watched()
    edit(folder, 'facts/harvest.yaml', 'inside.', 'in.')
    change()
    watching.close()
    expect([observed.size, isDue()]).toEqual([0, false])
    settle()
    expect(bases).toHaveLength(0)
  })

  it('sees real files, new ones included', async () => {
    const folder = copiedFolder()
    const onBase = vi.fn()
    const onProblems = vi.fn()
    const { version } = loadBase(folder)
    const watching = watchBase(folder, { version, onBase, onProblems, settleMs: 0 })
    onTestFinished(() => watching.close())
    writeFileSync(join(folder, 'vocabulary', 'senses-more.yaml'), '- { id: more, words: [x] }\n')
    await vi.waitFor(() => expect(onBase).toHaveBeenCalled(), 5000)
  })
})
