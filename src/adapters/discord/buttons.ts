// Lays out a reply's actions as rows of buttons and menus, as far as Discord's can carry them.
import type { ReplyAction } from '#magnets'
import { oneLine } from './blocks.ts'
import { buttonId, ofMany } from './custom-id.ts'
import { cleanText, isBlank } from './escape-text.ts'
import { LIMITS } from './limits.ts'

export interface Button {
  readonly type: 2
  readonly style: 2
  readonly label: string
  readonly custom_id: string
}

export interface Menu {
  readonly type: 3
  readonly custom_id: string
  readonly placeholder: string
  readonly options: readonly { readonly label: string; readonly value: string }[]
}

export interface ActionRow {
  readonly type: 1
  readonly components: readonly (Button | Menu)[]
}

export interface ActionRows {
  readonly rows: readonly ActionRow[]
  readonly placed: readonly ReplyAction[]
  /** Those that are too long or too many: they are told in words. */
  readonly unplaced: readonly ReplyAction[]
}

/** More of one kind are a menu: buttons would hide the answer below them. */
const MOST_BUTTONS = 5
/** A phone shows two such buttons in a row; longer ones of one kind are easier to read in a menu. */
const SHORT_LABEL = 30
/** Rows that menus may take of the five, so that other buttons keep theirs. */
const MOST_MENUS = 3

const PLACEHOLDERS: Readonly<Record<string, string>> = { ask: 'Ask next', command: 'Go to' }

/** Buttons in the order of the actions; those of one kind become a menu where they are many or long. */
export function actionRows(actions: readonly ReplyAction[]): ActionRows {
  const kinds = Map.groupBy(actions, ({ id }) => id)
  const menus = new Map([...kinds].filter(([, same]) => isMenu(same)))
  const rows: { components: (Button | Menu)[]; closed: boolean }[] = []
  const placed: ReplyAction[] = []
  const unplaced: ReplyAction[] = []
  const open = (components: (Button | Menu)[], closed: boolean): boolean => {
    if (rows.length >= LIMITS.rows) return false
    rows.push({ components, closed })
    return true
  }
  const addMenus = (id: string, same: readonly ReplyAction[]): void => {
    const options = optionsOf(same)
    for (let from = 0, n = 0; from < options.length; from += LIMITS.selectOptions, n += 1) {
      const some = options.slice(from, from + LIMITS.selectOptions)
      const menu = menuOf(id, n, some)
      const taken = n < MOST_MENUS && menu !== undefined && open([menu], true)
      ;(taken ? placed : unplaced).push(...some.map(({ action }) => action))
    }
    const values = new Set(options.map(({ value }) => value))
    unplaced.push(...same.filter(action => !values.has(action.value)))
  }
  const buttons = new Set<string>()
  for (const action of actions) {
    const same = menus.get(action.id)
    if (same !== undefined) {
      if (same[0] === action) addMenus(action.id, same)
      continue
    }
    const button = buttonOf(action)
    const known = button !== undefined && buttons.has(button.custom_id)
    const row = rows.at(-1)
    const room = row !== undefined && !row.closed && row.components.length < LIMITS.buttonsPerRow
    if (button === undefined) unplaced.push(action)
    else if (known) placed.push(action)
    else if (room || open([], false)) {
      rows.at(-1)?.components.push(button)
      buttons.add(button.custom_id)
      placed.push(action)
    } else unplaced.push(action)
  }
  return { rows: rows.map(({ components }) => ({ type: 1, components })), placed, unplaced }
}

/** The rows below the last of so many messages. */
export function rowsBelow(rows: readonly ActionRow[], messages: number): readonly ActionRow[] {
  if (messages < 2) return rows
  return rows.map(row => ({
    ...row,
    components: row.components.map(part => ({ ...part, custom_id: ofMany(part.custom_id) })),
  }))
}

function isMenu(same: readonly ReplyAction[]): boolean {
  const values = new Set(same.map(({ value }) => value)).size
  if (values > MOST_BUTTONS) return true
  return values > 1 && same.some(action => labelOf(action).length > SHORT_LABEL)
}

function optionsOf(same: readonly ReplyAction[]) {
  const options = new Map<string, { label: string; value: string; action: ReplyAction }>()
  for (const action of same) {
    const label = labelOf(action)
    const { value } = action
    const fits = [label, value].every(
      text => !isBlank(text) && text.length <= LIMITS.selectOptionText,
    )
    // What would come back must be what was meant: Discord takes white space off the ends.
    const whole = value.isWellFormed() && value === cleanText(value).trim()
    if (fits && whole && !options.has(value)) options.set(value, { label, value, action })
  }
  return [...options.values()]
}

function menuOf(id: string, number: number, options: ReturnType<typeof optionsOf>) {
  // The chosen value stands in place of the one in the id, which only tells menus apart.
  const custom_id = buttonId(id, number === 0 ? '' : String(number))
  if (custom_id === undefined) return undefined
  const placeholder = PLACEHOLDERS[id] ?? 'Choose'
  return {
    type: 3 as const,
    custom_id,
    placeholder: number === 0 ? placeholder : `${placeholder} (${number + 1})`,
    options: options.map(({ label, value }) => ({ label, value })),
  }
}

function buttonOf(action: ReplyAction): Button | undefined {
  const custom_id = buttonId(action.id, action.value)
  const label = labelOf(action)
  if (custom_id === undefined || label.length > LIMITS.buttonLabel || isBlank(label)) return
  return { type: 2, style: 2, label, custom_id }
}

function labelOf({ label }: ReplyAction): string {
  return oneLine(cleanText(label))
}
