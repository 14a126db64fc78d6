// A reply's actions as buttons; what no button can hold is said in words.
import type { types } from '@slack/bolt'
import { ACTIONS, type ReplyAction } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, context } from './block.ts'
import { isBlank } from './clean-reply.ts'
import { cutText } from './cut-text.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import type { BlockActions } from './payloads.ts'

/** Buttons in rows of as many as Slack takes. Their action_id is made by `actionId`. */
export function lowerActions(given: readonly ReplyAction[], native: boolean): Block[] {
  const thumbs = native ? thumbsOf(given) : undefined
  const actions = thumbs === undefined ? given : given.filter(({ id }) => !THUMBS.has(id))
  const fitting = actions.filter(fits)
  const buttons = fitting.map(toButton)
  const rows: Block[] = []
  for (let from = 0; from < buttons.length; from += LIMITS.actions) {
    rows.push({ type: 'actions', elements: buttons.slice(from, from + LIMITS.actions) })
  }
  const cut = fitting.filter(({ label }) => label.length > LIMITS.buttonText)
  const unfitting = actions.filter(action => !fitting.includes(action))
  const words = [
    ...cut.map(({ label }) => `Button: ${label}`),
    ...unfitting.map(({ label, value }) => `${label}: ${value}`),
  ]
  const small = words
    .flatMap(text => splitText(text, LIMITS.contextText, escapedLength))
    .map(text => context(escapeMrkdwn(text)))
  return [...rows, ...small, ...(thumbs === undefined ? [] : [thumbs])]
}

const THUMBS: ReadonlySet<string> = new Set([ACTIONS.helpful, ACTIONS.unhelpful])
/** Slack's thumbs have one id for both; which one it was stands in the value. */
const THUMB = 'thumb'

/** Both votes on one answer as Slack's own thumbs. */
function thumbsOf(actions: readonly ReplyAction[]): Block | undefined {
  const up = actions.find(({ id }) => id === ACTIONS.helpful)
  const down = actions.find(({ id }) => id === ACTIONS.unhelpful)
  if (up === undefined || down === undefined || up.value === '' || down.value === '')
    return undefined
  if (!fits(up) || !fits(down)) return undefined
  const button = ({ id, label, value }: ReplyAction) => ({
    text: { type: 'plain_text' as const, text: cutText(label, LIMITS.buttonText), emoji: true },
    value: `${id} ${value}`,
  })
  const [positive_button, negative_button] = [button(up), button(down)]
  return {
    type: 'context_actions',
    elements: [{ type: 'feedback_buttons', action_id: THUMB, positive_button, negative_button }],
  }
}

/** What was pressed or chosen, and its value. */
export function pressOf(pressed: BlockActions['actions'][number]): {
  readonly action: string
  readonly value: string
} {
  const value = pressed.value ?? pressed.selected_option?.value ?? ''
  const action = actionOf(pressed.action_id)
  if (action !== THUMB) return { action, value }
  const [thumb = '', ...rest] = value.split(' ')
  return { action: thumb, value: rest.join(' ') }
}

function fits({ id, label, value }: ReplyAction): boolean {
  // The number before it takes a few more.
  const named = id !== '' && id.length <= LIMITS.actionId - 5
  return named && value.length <= LIMITS.buttonValue && !isBlank(label)
}

function toButton(action: ReplyAction, index: number): types.Button {
  return {
    type: 'button',
    action_id: actionId(index, action.id),
    text: { type: 'plain_text', text: cutText(action.label, LIMITS.buttonText), emoji: false },
    ...(action.value === '' ? {} : { value: action.value }),
  }
}

/** Unique in a message, as Slack asks, though several buttons do the same: "2:ask". */
export function actionId(index: number, action: string): string {
  return `${index}:${action}`
}

/** The action in an action_id that `actionId` made; any other is taken as it is. */
function actionOf(id: string): string {
  return id.replace(/^\d+:/, '')
}
