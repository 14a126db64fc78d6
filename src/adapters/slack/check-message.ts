// "Check this message": what somebody wrote, handed over as the claim of a command.
import type { CommandIncoming } from '#magnets'
import { PLATFORM, respondAddress } from './address.ts'
import type { MessageAction } from './payloads.ts'
import { plainText } from './plain-text.ts'
import type { ReceiveContext } from './receive.ts'
import { channelTypeOf } from './receive-interaction.ts'
import { askerOf, placeOf } from './receive-message.ts'

/** Name of the shortcut in the menu of a message. */
export const CHECK_MESSAGE = 'check_message'

/** The command that it runs. */
const CHECK = 'check'
/** As long as a message of Slack's own clients may be. */
const MAX_CLAIM = 4000

/** Undefined for another app's shortcut. The verdict is seen by the asker alone. */
export function checkedMessage(
  body: MessageAction,
  { commands, self, now }: ReceiveContext,
): CommandIncoming | undefined {
  const [option] = commands.find(({ name }) => name === CHECK)?.options ?? []
  if (body.callback_id !== CHECK_MESSAGE || option === undefined) return undefined
  const team = body.team?.id || body.user.team_id || undefined
  const channel = body.channel.id
  const thread = body.message.thread_ts ?? undefined
  const claim = plainText(body.message.text, self.userId).slice(0, MAX_CLAIM).toWellFormed()
  const respond = { url: body.response_url, visible: 'ephemeral', from: 'command' } as const
  return {
    kind: 'command',
    key: [PLATFORM, team ?? '-', 'shortcut', body.trigger_id].join(':'),
    at: now,
    asker: askerOf(body.user.id, team, body.user.team_id),
    place: placeOf({ team, channel, channelType: channelTypeOf(body.channel) }, thread),
    address: respondAddress({ channel, thread }, respond, now),
    name: CHECK,
    options: { [option.name]: claim },
  }
}
