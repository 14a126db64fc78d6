// Reads the Dockerfile: what the image has, and what is done to get there.
import { posix } from 'node:path'
import { read } from '../docs/documents.ts'

export interface Image {
  readonly from: string
  readonly env: Readonly<Record<string, string>>
  /** Paths of the checkout, and where each comes to stand, seen from the folder of the app. */
  readonly copies: readonly { readonly from: string; readonly to: string }[]
  /** Lines for a shell. */
  readonly runs: readonly string[]
  readonly user: string
  readonly volumes: readonly string[]
  readonly ports: readonly string[]
  /** A program and its arguments. */
  readonly healthcheck: readonly string[]
  readonly command: readonly string[]
  /** Names of all instructions, in order. */
  readonly steps: readonly string[]
}

/** Throws at what it does not know, so that nobody adds a step that the tests pass over. */
export function readDockerfile(): Image {
  const code = read('Dockerfile').replace(/^\s*#.*\n/gm, '')
  const steps = code.replace(/\\\n/g, ' ').split('\n').filter(Boolean).map(stepOf)
  const all = (name: string): readonly string[] =>
    steps.filter(step => step.name === name).map(step => step.words)
  const one = (name: string): string => {
    const [only, ...more] = all(name)
    if (only === undefined || more.length > 0) throw new Error(`not one ${name}`)
    return only
  }
  const known = 'FROM ENV RUN WORKDIR COPY USER VOLUME EXPOSE HEALTHCHECK CMD'.split(' ')
  const unknown = steps.find(({ name }) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`${unknown.name} is new to the tests`)
  const folder = one('WORKDIR')
  return {
    from: one('FROM'),
    env: Object.fromEntries(all('ENV').flatMap(words => words.split(/\s+/).map(pairOf))),
    copies: all('COPY').flatMap(words => copiesOf(words, folder)),
    runs: all('RUN'),
    user: one('USER'),
    volumes: all('VOLUME'),
    ports: all('EXPOSE'),
    healthcheck: execForm(one('HEALTHCHECK').replace(/^(?:--\S+\s+)*CMD\s+/, '')),
    command: execForm(one('CMD')),
    steps: steps.map(({ name }) => name),
  }
}

function stepOf(line: string): { name: string; words: string } {
  const [, name = '', words = ''] = /^([A-Z]+)\s+(.+?)\s*$/.exec(line) ?? []
  return { name, words }
}

function pairOf(pair: string): [string, string] {
  const [name = '', ...value] = pair.split('=')
  return [name, value.join('=')]
}

function copiesOf(words: string, folder: string): Image['copies'] {
  const sources = words.split(/\s+/)
  const target = sources.pop() ?? ''
  return sources.map(from => {
    const into = target.endsWith('/') ? posix.join(target, posix.basename(from)) : target
    return { from, to: posix.relative(folder, posix.resolve(folder, into)) }
  })
}

/** A list of strings; a bare line would run in a shell, which keeps signals to itself. */
function execForm(words: string): readonly string[] {
  const parsed: unknown = JSON.parse(words)
  if (Array.isArray(parsed) && parsed.every(word => typeof word === 'string')) return parsed
  throw new Error(`not a list of strings: ${words}`)
}
