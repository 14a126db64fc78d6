// What the gallery shows: every command, and every kind of answer, over the base of this checkout.
import {
  type Command,
  type CommandIncoming,
  choicesOf,
  EMPTY_CONVERSATION,
  type Reply,
} from '#magnets'
import { noticeReply } from '../../src/answer/compose-reply.ts'
import { createEngine } from '../../src/answer/engine.ts'
import { withButtons } from '../../src/delivery/buttons.ts'
import { failureNotice, limitNotice } from '../../src/delivery/notices.ts'
import type { View } from '../../src/delivery/views.ts'
import { BASE, loadCommands, runCommand } from '../commands/command-desk.ts'

export interface Example {
  /** Of its files. */
  readonly name: string
  readonly reply: Reply
}

/** A day on which some planned dates have passed. */
const TODAY = new Date('2026-11-26T12:00:00Z')
const RECEIPT = 'k3m8x2vq'
/** In a channel, where the asker alone sees the answer: every button is there. */
const ASKED: CommandIncoming = {
  kind: 'command',
  key: 'gallery',
  at: TODAY.getTime(),
  asker: { platform: 'gallery', id: 'me', audience: 'everyone' },
  place: { platform: 'gallery', channel: 'c', visibility: 'public' },
  address: { platform: 'gallery', ids: {} },
  name: 'x',
  options: {},
}

const QUESTIONS: Readonly<Record<string, string>> = {
  'look-up': 'How much NdPr oxide did Mountain Pass produce in 2024?',
  arithmetic: "What share of China's output would Stillwater reach at full scale?",
  overview: 'What stands in the way of US independence?',
  correction: "China's magnet exports rose 74% in May 2025, right?",
  'past-plan': 'When will MP Materials deliver its first magnets?',
  several: 'How big is the Stillwater factory? And who backs USA Rare Earth?',
  refusal: 'What does Lynas produce?',
  'small-talk': 'hello',
}

export async function examples(): Promise<readonly Example[]> {
  const engine = createEngine(BASE)
  const dressed = (reply: Reply, view: View = 'table'): Reply =>
    withButtons(ASKED, reply, {
      receipt: RECEIPT,
      view,
      related: engine.related(reply, TODAY),
    })
  const asked = Object.entries(QUESTIONS).map(([name, question]) => {
    const { reply } = engine.answer(question, EMPTY_CONVERSATION, TODAY)
    return { name: `answer-${name}`, reply: dressed({ ...reply, reference: RECEIPT }) }
  })
  const ran: Example[] = []
  for (const one of await loadCommands()) {
    const reply = await runCommand(one.name, { options: optionsOf(one), now: TODAY })
    const views: View[] = reply.parts.some(({ kind }) => kind === 'chart')
      ? ['table', 'chart']
      : ['table']
    for (const view of views) {
      const suffix = view === 'chart' ? '-as-chart' : ''
      ran.push({ name: `command-${one.name}${suffix}`, reply: dressed(reply, view) })
    }
  }
  const message =
    'MP made about 1,300 tons of NdPr oxide in 2024. Lunch? China makes 70% of neodymium magnets.'
  return [
    ...asked,
    ...ran,
    { name: 'check-message', reply: dressed(engine.check(message, TODAY)) },
    { name: 'notice-limit', reply: limitNotice(noticeReply, LIMITED) },
    { name: 'notice-failure', reply: failureNotice(noticeReply, 'a1b2c3d4') },
  ]
}

const LIMITED = { allowed: false, notice: true, who: 'person', waitMs: 12_000 } as const

const TEXTS: Readonly<Record<string, string>> = {
  question: 'How much NdPr oxide did Mountain Pass produce in 2024?',
  claim: 'China makes 70% of neodymium magnets',
  id: RECEIPT,
}

/** Something for every option that must be given. */
function optionsOf({ options }: Command): Record<string, string> {
  return Object.fromEntries(
    options
      .filter(({ required }) => required)
      .map((option, index) => {
        const value = TEXTS[option.name] ?? choicesOf(option, BASE)[index] ?? ''
        return [option.name, value]
      }),
  )
}
