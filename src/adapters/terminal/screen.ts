// What an answer is set on: how wide it is, and whether it shows colours.

/** What a terminal tells of itself; a pipe tells nothing. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  hasColors?(): boolean
}

const DEFAULT_WIDTH = 80

/** Width in columns; colours only where a terminal has them and nobody forbade them. */
export function paperOf(screen: Screen): { readonly width: number; readonly colour: boolean } {
  return {
    // Some terminals say that they have no columns at all.
    width: screen.columns || DEFAULT_WIDTH,
    colour: screen.isTTY === true && (screen.hasColors?.() ?? false),
  }
}
