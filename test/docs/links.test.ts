// Links between the files of the project lead somewhere.
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { anchorsOf, DOCUMENTS, linksOf, ROOT, read } from './documents.ts'

const PAGES = [...DOCUMENTS, 'knowledge/README.md']

it.each(PAGES)('every link of %s resolves', page => {
  const dead = linksOf(read(page)).filter(link => !/^https:/.test(link) && !leads(page, link))
  expect(dead).toEqual([])
})

it('the documents lead to each other', () => {
  const linked = new Set(PAGES.flatMap(page => linksOf(read(page)).map(link => link.split('#')[0])))
  for (const page of DOCUMENTS) expect(linked).toContain(page)
})

it('files that the documents name in backticks are there', () => {
  const named = /`((?:src|test|commands|knowledge)\/[\w./-]+\.(?:ts|yaml|md))`/g
  const planned = new Set([...read('CONTRIBUTING.md').matchAll(/file=(\S+)/g)].map(m => m[1]))
  for (const page of DOCUMENTS) {
    for (const [, path = ''] of read(page).matchAll(named)) {
      expect(planned.has(path) || existsSync(new URL(path, ROOT)), `${page}: ${path}`).toBe(true)
    }
  }
})

function leads(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target =
    path === '' ? page : new URL(path, new URL(page, ROOT)).href.slice(ROOT.href.length)
  if (!existsSync(new URL(target, ROOT))) return false
  return anchor === undefined || anchorsOf(read(target)).includes(anchor)
}
