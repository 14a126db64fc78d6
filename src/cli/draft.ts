// `magnets knowledge draft`: reads a document and writes what could become facts into a file of its own.
import { realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type Passage, type Propose, UserError } from '#magnets'
import { paperOf } from '../adapters/terminal/screen.ts'
import { wrapText } from '../adapters/terminal/wrap-text.ts'
import { inspectConfig } from '../config.ts'
import type { Proposed } from '../drafting/index.ts'
import { counted } from './counted.ts'
import { EXIT, type Io, UsageError, writeLine } from './io.ts'
import { readArguments } from './read-arguments.ts'

export const DRAFT_USAGE =
  'magnets knowledge draft <file.txt|.md|.html|.pdf> [--out FILE] [--source ID] [--with-model]'

/** More is more than a person compares with a document. */
export const MAX_PROPOSALS = 1000

/** The file name that stands for the standard output. */
const TO_OUTPUT = '-'

export async function draft(argv: readonly string[], io: Io): Promise<number> {
  const flags = {
    out: { type: 'string' },
    source: { type: 'string' },
    'with-model': { type: 'boolean' },
  } as const
  const given = readArguments(argv, flags, DRAFT_USAGE)
  const [path, ...others] = given.words
  if (path === undefined) throw new UsageError('Say which document to read.', DRAFT_USAGE)
  if (others.length > 0) throw new UsageError(`"${others[0]}" is too much.`, DRAFT_USAGE)
  const { config } = inspectConfig(io.environment)
  const { knowledge } = config
  const out = given.text('out') ?? `${basename(path).replace(/\.[^.]*$/, '')}.draft.yaml`
  refuseInside(knowledge, out)

  const { loadBase } = await import('../knowledge/load.ts')
  const base = loadBase(knowledge)
  const { readDocument } = await import('../documents/index.ts')
  const document = await readDocument(path)
  const { writeDraft } = await import('../drafting/index.ts')
  const { openProposer } = await import('./open-proposer.ts')
  const proposer = await openProposer(base, { config, withModel: given.on('with-model') })
  if (proposer.announcement !== undefined) await writeLine(io.errors, proposer.announcement)
  const { proposed, left } = await proposals(proposer.propose, document.passages)
  const notes = [
    ...document.notes,
    ...proposer.notes(),
    ...(left ? [`It ends after ${MAX_PROPOSALS} proposals; split the document for the rest.`] : []),
  ]
  const source = given.text('source')
  const text = writeDraft(proposed, {
    base,
    document: { ...document, name: basename(path), notes },
    by: proposer.by,
    ...(source === undefined ? {} : { source }),
  })
  if (out === TO_OUTPUT && proposed.length > 0) await writeLine(io.output, text.trimEnd())
  else if (proposed.length > 0) create(out, text)

  const screen = out === TO_OUTPUT ? io.errors : io.output
  const { width } = paperOf(io.output)
  const summary = summaryOf(proposed.length, { path, out, passages: document.passages.length })
  for (const line of [...notes, ...summary].flatMap(line => wrapText(line, width))) {
    await writeLine(screen, line)
  }
  return EXIT.fine
}

async function proposals(
  propose: Propose,
  passages: readonly Passage[],
): Promise<{ readonly proposed: readonly Proposed[]; readonly left: boolean }> {
  const proposed: Proposed[] = []
  for (const passage of passages) {
    for (const proposal of await propose(passage)) proposed.push({ passage, proposal })
    if (proposed.length > MAX_PROPOSALS) {
      return { proposed: proposed.slice(0, MAX_PROPOSALS), left: true }
    }
    // Lets Ctrl-C in.
    await setImmediate()
  }
  return { proposed, left: false }
}

function summaryOf(
  count: number,
  {
    path,
    out,
    passages,
  }: { readonly path: string; readonly out: string; readonly passages: number },
): readonly string[] {
  const found = `${counted(count, 'proposal')} from ${counted(passages, 'passage')} of ${basename(path)}`
  if (count === 0) {
    const why =
      'no sentence has a figure, or a date and a thing, with a word that the vocabulary knows'
    return [`${found}: ${why}. No draft was written.`]
  }
  if (out === TO_OUTPUT) return [`${found}. Nothing of it is in the base.`]
  return [
    `${found}, in ${out}. Nothing of it is in the base.`,
    `Read them beside their passages, then: npx magnets knowledge check ${out}`,
  ]
}

/** What stands in the knowledge folder is read by the bot; a draft is for a person first. */
function refuseInside(knowledge: string, out: string): void {
  if (out === TO_OUTPUT) return
  const inside = relative(realPath(knowledge), join(realPath(dirname(out)), basename(out)))
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) return
  throw new UserError(
    'draft',
    `${out} lies in the knowledge folder. A draft is no knowledge yet: name a file elsewhere with --out.`,
  )
}

/** With links followed, as far as the folder is there. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path)
  }
}

/** Never over a file that is there: somebody's work may be in it. */
function create(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') {
      const message = `${path} is there already and is left as it is. Move it away, or name another file with --out.`
      throw new UserError('draft', message, { cause: error })
    }
    if (code === 'ENOENT') {
      throw new UserError('draft', `There is no folder ${dirname(path)}.`, { cause: error })
    }
    throw error
  }
}
