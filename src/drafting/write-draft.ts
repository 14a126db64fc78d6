// Writes proposals as a draft: the base's YAML, each entry below its source passage and what is to be looked at.
import { type Base, type Fact, type Passage, type Proposal, UserError } from '#magnets'
import { OPEN_CHECK, TODO } from '../knowledge/open-marks.ts'
import { markFigures, placeOfQuote } from './mark-figures.ts'
import { createWordbook, type Wordbook } from './wordbook.ts'
import { oneLine, plainScalar, quotedLines } from './yaml-text.ts'

export interface DraftedDocument {
  /** Its file's name, without folders. */
  readonly name: string
  readonly title?: string
  /** ISO day. */
  readonly published?: string
  readonly notes: readonly string[]
}

export interface Proposed {
  readonly passage: Passage
  readonly proposal: Proposal
}

export interface DraftOptions {
  readonly base: Base
  readonly document: DraftedDocument
  /** Of a source of the base; default: one that is named after the file and is still to be added. */
  readonly source?: string
  /** "by rules", "by openai:x". */
  readonly by: string
}

/** The same for the same document and base: no clock, no chance. */
export function writeDraft(proposed: readonly Proposed[], options: DraftOptions): string {
  const source = sourceOf(options)
  const taken = new Set(options.base.facts.map(({ id }) => id))
  const book = createWordbook(options.base)
  const entries = proposed.map((each, n) =>
    entryOf(each, { n: n + 1, options, source, taken, book }),
  )
  return `${[headOf(proposed.length, options, source), ...entries].join('\n\n')}\n`
}

interface DraftSource {
  readonly id: string
  readonly isNew: boolean
  readonly published?: string
}

function sourceOf({ base, document, source }: DraftOptions): DraftSource {
  const known = base.source(source ?? kebab(document.name.replace(/\.[^.]*$/, '')))
  if (known !== undefined) return { id: known.id, isNew: false, published: known.published }
  if (source !== undefined) {
    const ids = base.sources.map(({ id }) => id).join(', ')
    throw new UserError('source', `There is no source "${source}" in sources.yaml; it has: ${ids}.`)
  }
  const { published } = document
  const id = kebab(document.name.replace(/\.[^.]*$/, '')) || 'document'
  return { id, isNew: true, ...(published === undefined ? {} : { published }) }
}

function headOf(count: number, { document, by }: DraftOptions, source: DraftSource): string {
  const proposals = count === 1 ? '1 proposal' : `${count} proposals`
  const lines = [
    `Draft: ${proposals} from ${document.name}, made ${by}. None of it is in the base.`,
    ...document.notes,
    '',
    'Compare each entry with the passage above it. Put right what is marked [ ], then tick it: [x].',
    `Write the statement in your own words, replace every ${TODO}, and delete what is no fact.`,
    'Check this file: npx magnets knowledge check <file>',
    'Move finished entries to facts/<topic>.yaml of the knowledge folder; the bot reads no draft.',
  ]
  if (source.isNew) {
    const title = document.title === undefined ? TODO : plainScalar(document.title)
    lines.push(
      '',
      'The source is new. Add it to sources.yaml first; what the file says of itself may be wrong:',
      `- id: ${source.id}`,
      `  title: ${title}`,
      `  published: ${document.published ?? TODO}`,
    )
  }
  return quotedLines(lines.join('\n'), '# ', Number.POSITIVE_INFINITY)
}

function entryOf(
  { passage, proposal }: Proposed,
  given: {
    readonly n: number
    readonly options: DraftOptions
    readonly source: DraftSource
    readonly taken: Set<string>
    readonly book: Wordbook
  },
): string {
  const { n, options, source, taken, book } = given
  const quote = placeOfQuote(passage, proposal)
  const shown = quote === undefined ? passage.pageContent : proposal.quote
  const checks: string[] = proposal.doubts.map(doubt => `${OPEN_CHECK}${doubt}`)
  if (quote === undefined)
    checks.push(`${OPEN_CHECK}the proposal's quote does not stand in this passage`)
  for (const { written, at, doubt } of markFigures(passage, proposal, book)) {
    checks.push(
      at === undefined
        ? `${OPEN_CHECK}"${written}" was NOT found in the passage`
        : `[x] "${written}" stands there verbatim, at characters ${at.from} to ${at.to}`,
    )
    if (doubt !== undefined) checks.push(`${OPEN_CHECK}${doubt}`)
  }
  const held = alreadyHeld(options.base, proposal)
  if (held !== undefined) checks.push(`${OPEN_CHECK}the base holds this already, as "${held.id}"`)
  return [
    `# ${n}. ${placeOf(passage, quote?.from ?? 0, shown.length)}`,
    quotedLines(shown, '#    | ', LONGEST_QUOTE),
    ...checks.map(check => `#    ${oneLine(check)}`),
    ...keysOf(proposal, passage, source, idOf(proposal, n, taken)),
  ].join('\n')
}

/** Characters of a passage that are shown; a longer sentence is no sentence. */
const LONGEST_QUOTE = 1200

function placeOf({ pageContent, metadata }: Passage, start: number, length: number): string {
  const { page, section, paragraph, line, from } = metadata
  const lines = pageContent.slice(0, start).match(/\r\n?|\n/g)?.length ?? 0
  const places = [
    ...(page === undefined ? [] : [`page ${page}`]),
    ...(section === undefined ? [] : [`section ${plainScalar(section)}`]),
    `paragraph ${paragraph}`,
    `line ${line + lines}`,
    `characters ${from + start} to ${from + start + length}`,
  ]
  return places.join(', ')
}

function keysOf(
  proposal: Proposal,
  { metadata }: Passage,
  source: DraftSource,
  id: string,
): readonly string[] {
  const { statement, subject, object, related, measure, value } = proposal
  const section =
    metadata.section ??
    (metadata.page === undefined ? `paragraph ${metadata.paragraph}` : `page ${metadata.page}`)
  const keys: readonly (readonly [string, string | undefined])[] = [
    ['- id', id],
    ['statement', statement === undefined ? TODO : plainScalar(statement)],
    ['subject', subject ?? TODO],
    ['object', object],
    ['related', related.length === 0 ? undefined : `[${related.join(', ')}]`],
    ['measure', measure ?? TODO],
    [
      'value',
      value && `{ amount: ${value.amount}, unit: ${value.unit || TODO}, hedge: ${value.hedge} }`,
    ],
    ['compared_with', proposal.comparedWith && plainScalar(proposal.comparedWith)],
    ['stage', proposal.stage],
    ['place', proposal.place],
    ['period', proposal.period && JSON.stringify(proposal.period)],
    ['status', proposal.status ?? TODO],
    ['source', `{ id: ${source.id}, section: ${plainScalar(section)} }`],
    ['as_of', source.published ?? TODO],
  ]
  return keys.flatMap(([key, text]) => {
    if (text === undefined) return []
    return `${key.startsWith('-') ? '' : '  '}${key}: ${text}`
  })
}

/** Says what it is, as ids of facts do: about what, what of it, when. */
function idOf(proposal: Proposal, n: number, taken: Set<string>): string {
  const { subject, object, measure, period } = proposal
  const years = period?.match(/\d{4}/g) ?? []
  const parts = subject === undefined ? [`proposal-${n}`] : [subject, object, measure, ...years]
  const wanted = kebab(parts.filter(part => part !== undefined).join('-'))
  let id = wanted
  for (let more = 2; taken.has(id); more++) id = `${wanted}-${more}`
  taken.add(id)
  return id
}

function kebab(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
}

/** The same figure of the same thing and measure: a person decides whether it is the same fact. */
function alreadyHeld({ facts }: Base, { subject, measure, value }: Proposal): Fact | undefined {
  return facts.find(
    fact =>
      value !== undefined &&
      fact.measure === measure &&
      fact.value?.amount === value.amount &&
      fact.value.unit === value.unit &&
      [fact.subject, fact.object, ...fact.related].includes(subject ?? ''),
  )
}
