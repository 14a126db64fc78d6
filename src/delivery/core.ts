// All of the house that an adapter gets: what it may ask at once, and the door for everything else.
import { ACTIONS, type Asker, type Core, choicesOf } from '#magnets'
import { suggestions } from './complete.ts'
import { feedbackForm } from './feedback.ts'
import { askForm, commandForm } from './form.ts'
import { homeReply, promptsOf, type Recent } from './home.ts'
import type { ChannelModes } from './modes.ts'
import type { Engines } from './respond.ts'

export interface CoreOptions {
  readonly engines: Engines
  readonly accept: Core['accept']
  readonly glance: Core['glance']
  readonly modes: ChannelModes
  readonly recent: (asker: Asker) => Promise<Recent>
  /** What the configuration grants a person. */
  readonly withRights: (asker: Asker) => Asker
}

/** Everything but `accept` and `home` is answered from memory, for platforms allow no waiting there. */
export function createCore(options: CoreOptions): Core {
  const { engines, accept, modes, withRights } = options
  const choices = (name: string, optionName: string): readonly string[] => {
    const command = engines.commands.find(other => other.name === name)
    const option = command?.options.find(other => other.name === optionName)
    return option === undefined ? [] : choicesOf(option, engines.base())
  }
  return {
    commands: engines.commands,
    accept,
    choices,
    complete: (command, option, prefix) => suggestions(prefix, choices(command, option)),
    open(action, value) {
      if (action === ACTIONS.unhelpful) return feedbackForm(value)
      // With a value the command is picked already and runs as it is.
      const bare = value.trim() === ''
      if (action === ACTIONS.ask && bare) return askForm()
      const picks = action === ACTIONS.command && bare
      return picks ? commandForm(engines.commands, engines.base()) : undefined
    },
    async home(given) {
      const asker = withRights(given)
      const { notice, commands } = engines
      const recent = await options.recent(asker)
      return engines.guard(homeReply(notice, engines.base(), commands, asker, recent)).reply
    },
    glance: ({ asker, ...rest }) => options.glance({ ...rest, asker: withRights(asker) }),
    greeting() {
      const base = engines.base()
      return { text: base.vocabulary.about.scope, prompts: promptsOf(base) }
    },
    hears: channel => modes.of(channel) === 'every',
  }
}
