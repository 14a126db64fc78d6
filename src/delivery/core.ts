// All of the house that an adapter gets: what it may ask at once, and the door for everything else.
import type { Core } from '#magnets'
import { suggestions } from './complete.ts'
import { COMMAND_FORM, commandForm } from './form.ts'
import { homeReply } from './notices.ts'
import type { Engines } from './respond.ts'

/** Everything but `accept` is answered from memory, for platforms allow no waiting there. */
export function createCore(engines: Engines, accept: Core['accept']): Core {
  const choices = (name: string, optionName: string): readonly string[] => {
    const command = engines.commands.find(other => other.name === name)
    const option = command?.options.find(other => other.name === optionName)
    return option?.choices?.(engines.base()) ?? []
  }
  return {
    commands: engines.commands,
    accept,
    choices,
    complete: (command, option, prefix) => suggestions(prefix, choices(command, option)),
    open(action, value) {
      // With a value the command is picked already and runs as it is.
      const picks = action === COMMAND_FORM && value.trim() === ''
      return picks ? commandForm(engines.commands, engines.base()) : undefined
    },
    home: asker =>
      engines.guard(homeReply(engines.notice, engines.base(), engines.commands, asker)).reply,
  }
}
