// Any payload from Slack as what it means to the house; pure, and undefined for what means nothing.
import type { Incoming } from '#magnets'
import { checkedMessage } from './check-message.ts'
import {
  blockActions,
  eventCallback,
  messageAction,
  slashCommand,
  viewSubmission,
} from './payloads.ts'
import {
  type CommandWords,
  receiveAction,
  receiveCommand,
  receiveForm,
} from './receive-interaction.ts'
import { type MessageContext, receiveMessage } from './receive-message.ts'

export interface ReceiveContext extends CommandWords, MessageContext {
  /** Epoch milliseconds, for payloads that carry no time of their own. */
  readonly now: number
}

/** Never throws: a payload that isn't as it should be is nothing to us. */
export function receive(body: unknown, context: ReceiveContext): Incoming | undefined {
  const { self, now } = context
  const event = eventCallback.safeParse(body).data
  if (event !== undefined) return receiveMessage(event, context)
  const slash = slashCommand.safeParse(body).data
  if (slash !== undefined) return receiveCommand(slash, context, self, now)
  const action = blockActions.safeParse(body).data
  if (action !== undefined) return receiveAction(action, now)
  const chosen = messageAction.safeParse(body).data
  if (chosen !== undefined) return checkedMessage(chosen, context)
  const submission = viewSubmission.safeParse(body).data
  return submission === undefined ? undefined : receiveForm(submission, now)
}
