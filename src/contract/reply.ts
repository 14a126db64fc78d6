// A finished answer as a neutral document; platforms lower it to their own parts.
import type { Chart } from './chart.ts'
import type { FactId } from './fact.ts'
import type { Quantity } from './quantity.ts'

export type Outcome = 'answer' | 'correction' | 'refusal' | 'chat' | 'notice'

/** Why a sentence stands in a reply. */
export type Role = 'answer' | 'basis' | 'working' | 'caveat' | 'nearest' | 'note'

/** One sentence or short paragraph, plain text without markup. */
export interface SentencePart {
  readonly kind: 'sentence'
  readonly role: Role
  readonly text: string
  /** Facts that carry it; every figure in it stands in them or in a working over them. */
  readonly facts: readonly FactId[]
  /** The asker's own words inside the text, each within quotation marks there. */
  readonly quotes?: readonly string[]
}

export interface ListPart {
  readonly kind: 'list'
  readonly title?: string
  readonly items: readonly { readonly text: string; readonly facts: readonly FactId[] }[]
}

export interface Cell {
  readonly text: string
  readonly facts: readonly FactId[]
}

export interface TablePart {
  readonly kind: 'table'
  readonly title: string
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[]
  /** Every row has a cell for every column. */
  readonly rows: readonly (readonly Cell[])[]
}

export interface ChartPart {
  readonly kind: 'chart'
  readonly chart: Chart
}

export type Part = SentencePart | ListPart | TablePart | ChartPart

/** Arithmetic as it was done: inputs are facts, `shown` is the text that a reader sees. */
export interface Working {
  readonly operation: string
  readonly facts: readonly FactId[]
  readonly result: Quantity
  /** For example "5,000 ÷ 300,000 = about 1.7%". Figures in it count as supported. */
  readonly shown: string
  /** The asker's own number where one is an operand; it stands in `shown` in quotation marks. */
  readonly given?: { readonly amount: number; readonly words: string }
}

export interface Citation {
  /** 1-based; stands as [n] in texts. */
  readonly number: number
  readonly fact: FactId
  readonly source: string
  readonly title: string
  readonly publisher?: string
  readonly address?: string
  /** ISO day. */
  readonly published: string
  readonly section: string
}

/** What a reader can do with an answer; each platform shows them in its own way. */
export const ACTIONS = {
  /** Posts a private answer for all in the channel. */
  share: 'share',
  /** Shows how the answer came about, to whoever asks for it. */
  working: 'working',
  /** Shows the figures as a chart, or as a table, in place of the other. */
  chart: 'chart',
  table: 'table',
  /** Asks the question that is its value. */
  ask: 'ask',
  /** Runs the command that is its value; without one the command picker opens. */
  command: 'command',
  helpful: 'helpful',
  /** Opens a form that asks why. */
  unhelpful: 'unhelpful',
  /** Asks to be told once the base holds an answer. */
  tell: 'tell',
} as const

/** Actions that change a message which one person alone sees, instead of adding another. */
export const IN_PLACE: ReadonlySet<string> = new Set([ACTIONS.chart, ACTIONS.table])

/** Something the reader can do next. */
export interface ReplyAction {
  /** One of ACTIONS. */
  readonly id: string
  readonly label: string
  /** For ask: the question. */
  readonly value: string
}

export interface Reply {
  readonly outcome: Outcome
  /** In reading order; the answer first. */
  readonly parts: readonly Part[]
  readonly workings: readonly Working[]
  readonly citations: readonly Citation[]
  /** ISO day up to which the cited facts speak; absent where no fact is involved. */
  readonly asOf?: string
  readonly actions: readonly ReplyAction[]
  /** Complete by itself: every part, citation numbers, date and sources. */
  readonly text: string
  /** Short id that people and the log share, for errors. */
  readonly reference?: string
}
