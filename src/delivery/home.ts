// A person's home: what the base covers, what to try, what they asked lately, and for curators what is missing.
import {
  ACTIONS,
  type Asker,
  type Base,
  type Command,
  type Place,
  type Reply,
  type ReplyAction,
} from '#magnets'
import { mayUse, type Notice, type Paragraph } from './notices.ts'

const SHOWN_EXAMPLES = 4

/** What is kept of the person, as it is shown at home. */
export interface Recent {
  /** Latest first. */
  readonly questions: readonly string[]
  /** What the base lacks, in its own words; for those who run the bot. */
  readonly gaps: readonly string[]
}

export const NOTHING_RECENT: Recent = { questions: [], gaps: [] }

export function homeReply(
  notice: Notice,
  base: Base,
  commands: readonly Command[],
  asker: Asker,
  recent: Recent = NOTHING_RECENT,
): Reply {
  const { scope } = base.vocabulary.about
  const tries = promptsOf(base)
  const shown = commands.filter(command => mayUse(asker, command))
  const reply = notice(
    scope,
    `Every answer names its sources and their date; the base speaks up to ${base.asOf}.`,
    ...under('Questions to try:', tries),
    ...under('What you asked lately:', recent.questions),
    ...under('What people asked and the base lacks:', recent.gaps),
    ...under(
      'Commands:',
      shown.map(command => `${command.name}: ${command.summary}`),
    ),
  )
  return { ...reply, actions: [PICKER, ...shown.flatMap(metricAction), ...tries.map(askAction)] }
}

/** Where one person is alone with us, outside of any conversation. */
export function homeOf({ platform, team }: Asker): Place {
  const home = { platform, channel: '-', visibility: 'direct' } as const
  return team === undefined ? home : { ...home, team }
}

export function promptsOf(base: Base): readonly string[] {
  return base.vocabulary.about.examples.slice(0, SHOWN_EXAMPLES)
}

function under(heading: string, list: readonly string[]): readonly Paragraph[] {
  return list.length === 0 ? [] : [heading, list]
}

const PICKER: ReplyAction = { id: ACTIONS.command, label: 'Pick a command', value: '' }

function metricAction({ name, metric }: Command): readonly ReplyAction[] {
  return metric === undefined ? [] : [{ id: ACTIONS.command, label: metric, value: name }]
}

function askAction(question: string): ReplyAction {
  return { id: ACTIONS.ask, label: question, value: question }
}
