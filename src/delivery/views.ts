// One answer's figures as a table or as a chart: which of the two is shown, and the button to the other.
import { ACTIONS, type Reply, type ReplyAction } from '#magnets'

export type View = 'table' | 'chart'

/** Tables say more in less room: hedges, dates and sources stand in their cells. */
export const FIRST_VIEW: View = 'table'

/** The reply with one of the two where it has both; its text stays whole. */
export function viewOf(reply: Reply, view: View): Reply {
  if (!hasBoth(reply)) return reply
  return { ...reply, parts: reply.parts.filter(({ kind }) => kind !== otherOf(view)) }
}

/** The button to the other view of an answer, by the id of its receipt. */
export function viewButton(reply: Reply, view: View, receipt: string): readonly ReplyAction[] {
  if (!hasBoth(reply)) return []
  const other = otherOf(view)
  return [{ id: ACTIONS[other], label: LABELS[other], value: receipt }]
}

const LABELS: Readonly<Record<View, string>> = { table: 'Show as table', chart: 'Show as chart' }

function otherOf(view: View): View {
  return view === 'table' ? 'chart' : 'table'
}

function hasBoth({ parts }: Reply): boolean {
  return parts.some(({ kind }) => kind === 'table') && parts.some(({ kind }) => kind === 'chart')
}
