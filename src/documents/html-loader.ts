// A LangChain loader for HTML: the paragraphs that a reader of the page sees, with the heading above them.
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base'
import type { Document } from '@langchain/core/documents'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import type { PassagePlace } from '#magnets'
import { type Block, documentsOf } from './block.ts'
import { createParagraph } from './html-paragraph.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** What no reader of the page takes for its text: scripts, ways to other pages, what is struck out. */
const SKIPPED: ReadonlySet<string> = new Set(
  (
    'script style noscript template head nav aside footer form button select option input textarea ' +
    'svg math canvas iframe object embed audio video map dialog del s strike'
  ).split(' '),
)

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article blockquote body caption center dd details div dl dt fieldset figcaption figure ' +
    'header hgroup hr html li main ol p pre section summary table ul'
  ).split(' '),
)

const HEADING = /^h[1-6]$/

/** Between paragraphs, in the text whose characters are counted. */
const GAP = 2

/** Offsets are those of the paragraphs, joined by empty lines. */
export class HtmlLoader extends BaseDocumentLoader {
  readonly html: string

  constructor(html: string) {
    super()
    this.html = html
  }

  async load(): Promise<Document<PassagePlace>[]> {
    return documentsOf(this.read().blocks)
  }

  /** The paragraphs, and what the page says of itself. */
  read(): {
    readonly blocks: readonly Block[]
    readonly title?: string
    readonly published?: string
  } {
    const page = parse(this.html, { sourceCodeLocationInfo: true })
    const { body, title, published } = survey(page.childNodes)
    return {
      blocks: body === undefined ? [] : blocksOf(body),
      ...(title === undefined ? {} : { title }),
      ...(published === undefined ? {} : { published }),
    }
  }
}

/** The element that holds the text (the page's main part, where it has one), its title and its day. */
function survey(top: readonly Node[]) {
  let body: Element | undefined
  let main: Element | undefined
  let title: string | undefined
  let published: string | undefined
  const waiting = [...top].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!defaultTreeAdapter.isElementNode(node)) continue
    if (node.tagName === 'body') body = node
    if (node.tagName === 'main') main ??= node
    if (node.tagName === 'title' && title === undefined) {
      const [first] = node.childNodes
      const words = first !== undefined && 'value' in first ? squeezed(first.value).trim() : ''
      if (words !== '') title = words
    }
    if (node.tagName === 'meta') published ??= dayOf(node)
    for (const child of node.childNodes.toReversed()) waiting.push(child)
  }
  return { body: main ?? body, title, published }
}

function dayOf(meta: Element): string | undefined {
  const name = attribute(meta, 'property') ?? attribute(meta, 'name') ?? ''
  if (!/^(?:article:published_time|date|dc\.date|dcterms\.issued)$/i.test(name)) return undefined
  return /^\d{4}-\d{2}-\d{2}/.exec(attribute(meta, 'content') ?? '')?.[0]
}

/** Walks with a stack of its own, so that no nesting can exhaust the call stack. */
function blocksOf(root: Element): readonly Block[] {
  const blocks: Block[] = []
  const open = createParagraph()
  let section: string | undefined
  let from = 0
  let verbatim = 0
  const close = (heading: boolean): void => {
    const { text, line } = open.take()
    if (heading && text !== '') section = text.replace(/\s+/g, ' ')
    else if (text !== '') {
      blocks.push({ text, from, line, ...(section === undefined ? {} : { section }) })
      from += text.length + GAP
    }
  }
  const waiting: { readonly node: Node; readonly leaving: boolean }[] = [
    { node: root, leaving: false },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, leaving } = next
    if (defaultTreeAdapter.isTextNode(node)) {
      open.add(verbatim > 0 ? node.value : squeezed(node.value), verbatim > 0, lineOf(node))
      continue
    }
    if (!defaultTreeAdapter.isElementNode(node) || isUnseen(node)) continue
    const { tagName } = node
    const isHeading = HEADING.test(tagName)
    if (tagName === 'pre') verbatim += leaving ? -1 : 1
    if (BLOCKS.has(tagName) || isHeading) close(leaving && isHeading)
    else if (leaving) open.end(tagName)
    else open.begin(tagName)
    if (leaving) continue
    waiting.push({ node, leaving: true })
    for (const child of node.childNodes.toReversed()) waiting.push({ node: child, leaving: false })
  }
  close(false)
  return blocks
}

/** Left out by the page itself: what nobody sees is no statement to anybody. */
function isUnseen(element: Element): boolean {
  if (SKIPPED.has(element.tagName)) return true
  return element.attrs.some(
    ({ name, value }) =>
      name === 'hidden' ||
      (name === 'aria-hidden' && value === 'true') ||
      (name === 'role' && value === 'navigation') ||
      (name === 'style' && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)),
  )
}

function attribute(element: Element, wanted: string): string | undefined {
  return element.attrs.find(({ name }) => name === wanted)?.value
}

function lineOf(node: DefaultTreeAdapterTypes.TextNode): number {
  const start = node.sourceCodeLocation?.startLine ?? 1
  const blank = /^\s*/.exec(node.value)?.[0] ?? ''
  return start + blank.split('\n').length - 1
}

function squeezed(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ')
}
