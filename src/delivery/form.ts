// The form in which a command is picked, and what comes back from it.
import type { Command, Form, FormIncoming } from '#magnets'
import type { Options } from './options.ts'

/** Id of the picker: the action that opens it, the form, and what comes back, are called the same. */
export const COMMAND_FORM = 'command'
const COMMAND_FIELD = 'command'
const ARGUMENT_FIELD = 'argument'

/** The picker; `argument` suits the options of every command, read in their order. */
export function commandForm(commands: readonly Command[]): Form {
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
      {
        id: ARGUMENT_FIELD,
        label: 'What about',
        kind: 'text',
        required: false,
        placeholder: 'A name, a topic, a question: whatever the command asks for',
      },
    ],
  }
}

/** What was picked; every other field counts as words for the command. */
export function pickedCommand(form: FormIncoming): { name: string; options: Options } {
  const { [COMMAND_FIELD]: name = '', ...options } = form.values
  return { name, options }
}
