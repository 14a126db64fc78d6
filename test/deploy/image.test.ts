// The Dockerfile fits the project: its Node, its variables, its packages, and nothing that should not get in.
import { readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../../src/config.ts'
import { VARIABLES } from '../../src/variables.ts'
import { ROOT, read } from '../docs/documents.ts'
import { readDockerfile } from './read-dockerfile.ts'

const IMAGE = readDockerfile()
const PROJECT = z
  .object({
    scripts: z.object({ start: z.string() }),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.object({ node: z.string() }),
  })
  .parse(JSON.parse(read('package.json')))

describe('the image', () => {
  it('is made of the Node that the project is developed with', () => {
    const [, major] = /^node:(\d+)-slim$/.exec(IMAGE.from) ?? []
    expect(major).toBe(PROJECT.devDependencies.node.split('.')[0])
  })

  it('runs as nobody in particular, who owns nothing but the data', () => {
    expect(IMAGE.user).toBe('node')
    const after = IMAGE.steps.slice(IMAGE.steps.indexOf('USER'))
    expect(after).not.toContain('COPY')
    expect(after).not.toContain('RUN')
    expect(IMAGE.volumes).toEqual(['/data'])
    const made = IMAGE.runs.indexOf('install -d -o node -g node /data')
    expect(made).toBeGreaterThanOrEqual(0)
    expect(IMAGE.steps.lastIndexOf('RUN')).toBeLessThan(IMAGE.steps.indexOf('VOLUME'))
  })

  it('sets what the bot reads, to what its parts agree on', () => {
    for (const name of Object.keys(IMAGE.env)) expect(VARIABLES).toContain(name)
    const { listen, store } = readConfig(IMAGE.env)
    expect(listen).toEqual({ host: '0.0.0.0', port: Number(IMAGE.ports[0]) })
    expect(IMAGE.volumes).toEqual([store.folder])
  })

  it('starts what npm start does, without npm', () => {
    expect(IMAGE.command.join(' ')).toBe(PROJECT.scripts.start)
  })

  it('is given exactly what it copies', () => {
    const [all, ...let_through] = read('.dockerignore')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
    expect(all).toBe('*')
    expect(let_through.sort()).toEqual(IMAGE.copies.map(({ from }) => `!${from}`).sort())
    for (const { from } of IMAGE.copies) {
      expect(statSync(new URL(from, ROOT)).size, from).toBeGreaterThan(0)
    }
  })

  it('has every package that the bot imports', () => {
    const code = IMAGE.copies
      .filter(({ from }) => statSync(new URL(from, ROOT)).isDirectory())
      .flatMap(({ from }) =>
        readdirSync(new URL(from, ROOT), { recursive: true, encoding: 'utf8' })
          .filter(name => name.endsWith('.ts'))
          .map(name => read(`${from}/${name}`)),
      )
      .join('\n')
      .replace(/^\s*\/\/.*$/gm, '')
    const imported = [...code.matchAll(/\b(?:from|import)\s*\(?\s*'([^'.#\s][^'\s]*)'/g)]
      .map(([, name = '']) => name)
      .filter(name => !name.startsWith('node:'))
      .map(name => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
    // What is asked for by name where it is missing belongs to whoever wants that provider.
    const optional = new Set([...code.matchAll(/\binstall: '(@?[^'@]+)@/g)].map(([, name]) => name))
    const needed = imported.filter(name => !optional.has(name))
    expect(needed).toContain('zod')
    expect(Object.keys(PROJECT.dependencies)).toEqual(expect.arrayContaining(needed))
  })
})
