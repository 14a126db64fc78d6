// The form in which a command is picked, and what comes back from it.
import {
  type Base,
  type Command,
  choicesOf,
  type Form,
  type FormField,
  type FormIncoming,
} from '#magnets'
import type { Options } from './options.ts'

/** Id of the picker: the action that opens it, the form, and what comes back, are called the same. */
export const COMMAND_FORM = 'command'
const COMMAND_FIELD = 'command'
const CHOICE_FIELD = 'choice'
const ARGUMENT_FIELD = 'argument'

/**
 * The picker: a command, one of all that their options offer, and free words. Both of the latter
 * suit the options of every command, read in their order.
 */
export function commandForm(commands: readonly Command[], base: Base): Form {
  const options = commands.flatMap(command => command.options)
  const offered = [...new Set(options.flatMap(option => choicesOf(option, base)))]
  const choice: FormField = {
    id: CHOICE_FIELD,
    label: 'Which one',
    kind: 'choice',
    required: false,
    choices: offered.toSorted((a, b) => a.localeCompare(b, 'en')),
    placeholder: 'For commands that ask for one: a company, a topic',
  }
  return {
    id: COMMAND_FORM,
    title: 'Pick a command',
    submit: 'Run',
    fields: [
      {
        id: COMMAND_FIELD,
        label: 'Command',
        kind: 'choice',
        required: true,
        choices: commands.map(command => command.name),
      },
      ...(offered.length === 0 ? [] : [choice]),
      {
        id: ARGUMENT_FIELD,
        label: 'Or in words',
        kind: 'text',
        required: false,
        placeholder: 'A second name, a claim, a question: whatever the command asks for',
      },
    ],
  }
}

/** Id of the form that takes a question in words. */
export const ASK_FORM = 'ask'
const QUESTION_FIELD = 'question'

export function askForm(): Form {
  const question: FormField = {
    id: QUESTION_FIELD,
    label: 'Your question',
    kind: 'long',
    required: true,
    placeholder: 'In your own words',
  }
  return { id: ASK_FORM, title: 'Ask', submit: 'Ask', fields: [question] }
}

/** The question that was sent in. */
export function askedIn({ values }: Pick<FormIncoming, 'values'>): string {
  return (values[QUESTION_FIELD] ?? '').trim()
}

/** What was picked; every other field counts as words for the command. */
export function pickedCommand(form: Pick<FormIncoming, 'values'>): {
  name: string
  options: Options
} {
  const { [COMMAND_FIELD]: name = '', [CHOICE_FIELD]: choice, ...options } = form.values
  // A platform may hand the fields back in any order; the choice is read before the words.
  return { name, options: choice === undefined ? options : { [CHOICE_FIELD]: choice, ...options } }
}
