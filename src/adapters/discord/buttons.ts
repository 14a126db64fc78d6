// Lays out a reply's actions as rows of buttons, as far as Discord's buttons can carry them.
import type { ReplyAction } from '#magnets'
import { oneLine } from './blocks.ts'
import { buttonId } from './custom-id.ts'
import { cleanText, isBlank } from './escape-text.ts'
import { LIMITS } from './limits.ts'

export interface Button {
  readonly type: 2
  readonly style: 2
  readonly label: string
  readonly custom_id: string
}

export interface ButtonRow {
  readonly type: 1
  readonly components: readonly Button[]
}

/** `unplaced` are those that are too long or too many for buttons: they are told in words. */
export function buttonRows(actions: readonly ReplyAction[]): {
  readonly rows: readonly ButtonRow[]
  readonly placed: readonly ReplyAction[]
  readonly unplaced: readonly ReplyAction[]
} {
  const buttons = new Map<string, Button>()
  const placed: ReplyAction[] = []
  const unplaced: ReplyAction[] = []
  for (const action of actions) {
    const button = buttonOf(action)
    const room = buttons.size < LIMITS.rows * LIMITS.buttonsPerRow
    if (button !== undefined && (room || buttons.has(button.custom_id))) {
      buttons.set(button.custom_id, button)
      placed.push(action)
    } else unplaced.push(action)
  }
  const all = [...buttons.values()]
  const rows = Array.from({ length: Math.ceil(all.length / LIMITS.buttonsPerRow) }, (_, row) => ({
    type: 1 as const,
    components: all.slice(row * LIMITS.buttonsPerRow, (row + 1) * LIMITS.buttonsPerRow),
  }))
  return { rows, placed, unplaced }
}

function buttonOf(action: ReplyAction): Button | undefined {
  const custom_id = buttonId(action.id, action.value)
  const label = oneLine(cleanText(action.label))
  if (custom_id === undefined || label.length > LIMITS.buttonLabel || isBlank(label)) return
  return { type: 2, style: 2, label, custom_id }
}
