// Slash commands as data and a function; the file's name is the command's name.
import type { Account } from './account.ts'
import type { Base, FactFilter } from './base.ts'
import type { Chart } from './chart.ts'
import type { ChannelMode } from './core.ts'
import type { EntityId, Fact, FactId } from './fact.ts'
import type { Asker, Audience } from './incoming.ts'
import type { Quantity } from './quantity.ts'
import type { Outcome, Part, Reply, ReplyAction, SentencePart, Working } from './reply.ts'

/** Choices come from the base at the time they are shown. */
export interface OptionSpec {
  /** 1 to 32 lower-case letters; required options stand before the others. */
  readonly name: string
  /** At most 100 characters. */
  readonly summary: string
  readonly kind: 'text' | 'choice'
  readonly required: boolean
  /** The summary in other languages, each at most 100 characters. */
  readonly translated?: Translated
  /** For `choice`: valid values, compared without regard to case. */
  choices?(base: Base): readonly string[]
  /** For `choice`, in place of `choices`: values that are the same whatever the base holds. */
  readonly values?: readonly string[]
}

/** A text by the language that it is in (ISO 639-1), for platforms that show people their own. */
export type Translated = Readonly<Partial<Record<Language, string>>>

/** Languages beside English in which commands are described. */
export const LANGUAGES = ['es'] as const
export type Language = (typeof LANGUAGES)[number]

/** What an option may be given; nothing where any words will do. */
export function choicesOf(option: OptionSpec, base: Base): readonly string[] {
  return option.values ?? option.choices?.(base) ?? []
}

export interface CommandFile {
  /** At most 100 characters. */
  readonly summary: string
  /** The summary in other languages, each at most 100 characters. */
  readonly translated?: Translated
  readonly options: readonly OptionSpec[]
  readonly audience: Audience
  /** A word or two by which the command is one press away at home; for metrics that need no option. */
  readonly metric?: string
  /** Messages that consist of nothing else run the command: lower case, without a full stop. */
  readonly phrases?: readonly string[]
  run(
    options: Readonly<Record<string, string | undefined>>,
    ctx: CommandContext,
  ): Reply | Promise<Reply>
}

export interface Command extends CommandFile {
  readonly name: string
}

/** A figure worked out from facts, with the working that the reply must show. */
export interface Derived {
  readonly quantity: Quantity
  /** With hedge and unit: "about 1.7%". */
  readonly text: string
  readonly working: Working
}

/** One figure as a share of another, with the facts that it comes from. */
export interface FactShare {
  readonly part: Fact
  readonly whole: Fact
  readonly derived: Derived
}

/** Cited arithmetic; undefined where the two don't measure comparable things or a value is missing. */
export interface Arithmetic {
  /** part of whole, in percent. */
  share(part: Fact, whole: Fact): Derived | undefined
  /** how many times `of` goes into `fact`. */
  multiple(fact: Fact, of: Fact): Derived | undefined
  difference(fact: Fact, minus: Fact): Derived | undefined
  /** A rise in percent as a multiple of the starting level. */
  growthMultiple(fact: Fact): Derived | undefined
}

/**
 * Every command takes this beside its own options, as yes or no: the answer is then posted for all
 * in the channel at once. Platforms read it; no command may have an option of this name.
 */
export const PUBLIC_OPTION = 'public'

/** How much of a person was removed. */
export interface Forgotten {
  /** Questions, commands and presses as they were taken. */
  readonly questions: number
  /** Turns of conversations. */
  readonly turns: number
  readonly receipts: number
  readonly votes: number
  /** Times that a gap was met. */
  readonly gaps: number
}

/** An answer that was kept, as somebody may read it who could read the answer. */
export interface KeptAnswer {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly outcome: Outcome
  /** Version of the base that answered. */
  readonly base: string
  /** Absent where somebody else asked in private and shared the answer alone. */
  readonly question?: string
  /** Without its lines where the question is absent: they hold words of it. */
  readonly account: Account
  /** The facts as they were then. */
  readonly facts: readonly { readonly id: FactId; readonly statement: string }[]
  readonly workings: readonly string[]
  readonly votes: { readonly helpful: number; readonly unhelpful: number }
}

/** What people asked and the base lacks, as one person may see it from one place. */
export interface KnownGap {
  /** Names and measures of the vocabulary; none of anybody's own words. */
  readonly subject: string
  readonly refused: number
  readonly disliked: number
  /** Epoch milliseconds. */
  readonly lastAsked: number
  /** A question as it was put, where this person could have read it. */
  readonly example?: string
}

/** What the house keeps, as far as the asker may see and change it. Outside of a house all throw a UserError. */
export interface Keeping {
  /** Removes all that is kept of the asker. */
  forget(): Promise<Forgotten>
  /** Undefined where there is none, or none for the asker's eyes. */
  receipt(id: string): Promise<KeptAnswer | undefined>
  /** Most often met first. */
  gaps(): Promise<readonly KnownGap[]>
  /** How the channel is set; a UserError in direct conversations, which have no settings. */
  mode(): Promise<ChannelMode>
  setMode(mode: ChannelMode): Promise<void>
  /** True where the platform does not let us hear what "every question" would need. */
  deaf(): boolean
}

export interface ReplyDraft {
  readonly outcome: Outcome
  readonly parts: readonly Part[]
  readonly workings?: readonly Working[]
  readonly actions?: readonly ReplyAction[]
}

/** All that a command may use. */
export interface CommandContext extends Keeping {
  readonly base: Base
  readonly commands: readonly Command[]
  readonly asker: Asker
  /** Now, by the app's clock. */
  readonly now: Date
  readonly arithmetic: Arithmetic
  facts(filter: FactFilter): readonly Fact[]
  /** The entity that a person's words name, with typos forgiven. */
  findEntity(words: string): string | undefined
  /** A value as text: hedge, number, unit. */
  format(quantity: Quantity): string
  /** "about 600 tons" and the like for a fact, or undefined without a value. */
  valueText(fact: Fact): string | undefined
  /** True when a planned, projected or pledged date lies in the past. */
  overdue(fact: Fact): boolean
  /** Every part as a share of every whole that it can be measured against, parts first. */
  shares(parts: readonly Fact[], wholes: readonly Fact[]): readonly FactShare[]
  /** An entity's name by itself, for headings and cells. */
  label(entity: EntityId): string
  /** An entity's name inside a sentence, with its article. */
  named(entity: EntityId): string
  /** An ISO day as people read it. */
  day(iso: string): string
  /** The figure for a cell with what it needs beside it: "(planned, at first)"; undefined without one. */
  brief(fact: Fact): string | undefined
  /** The fact's sentence; where a plan's date has passed, with the remark that nothing confirms it. */
  tell(fact: Fact): string
  /** What the source leaves open about the figures of these facts, each once. */
  caveats(facts: readonly Fact[]): readonly SentencePart[]
  ask(question: string): Reply
  check(claim: string): Reply
  /**
   * The chart with its figures in words, of those that one scale can hold; what is counted on
   * another stands below in a sentence.
   */
  chart(chart: Omit<Chart, 'alt'>): readonly Part[]
  /** Numbers the citations, dates the reply and writes its text. */
  compose(draft: ReplyDraft): Reply
  /** A refusal that says on what the base holds nothing. */
  silent(about: string): Reply
  /** A reply that holds no fact: help, settings, a wrong option. */
  notice(...paragraphs: readonly (string | readonly string[])[]): Reply
}
