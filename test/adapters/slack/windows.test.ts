// Windows and homes are valid whatever is in them, say what they leave out, and keep nobody waiting.
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Reply } from '#magnets'
import { LIMITS } from '../../../src/adapters/slack/limits.ts'
import { homeView, replyView } from '../../../src/adapters/slack/render-view.ts'
import { homeProblem, viewProblem } from '../../doubles/slack/check-message.ts'
import { type RecordingCore, recordingCore, SAMPLE_FORM, sampleReply } from '../recording-core.ts'
import { FULL_REPLY, hugeReply } from '../sample-replies.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import { DIRECT, PERSON, submissionBody, TEAM } from './payloads.ts'

const MORE = 'There is more than fits here'
const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1)

describe('a window and a home', () => {
  const bothOf = (reply: Reply) => [homeView(reply), replyView(reply)] as const

  it.each(SEEDS)('are valid however large the reply (seed %i)', seed => {
    const [home, window] = bothOf(hugeReply(seed))
    expect([homeProblem(home), viewProblem(window)]).toEqual([undefined, undefined])
    expect(home.blocks.length).toBeLessThanOrEqual(LIMITS.viewBlocks)
  })

  it('show a reply that fits whole, and say so where it does not', () => {
    const [whole] = bothOf(sampleReply('Forty-two.'))
    expect(JSON.stringify(whole)).toContain('Forty-two.')
    expect(JSON.stringify(whole)).not.toContain(MORE)
    const items = Array.from({ length: 4000 }, (_, index) => ({ text: `item ${index}`, facts: [] }))
    const [cut] = bothOf(sampleReply('All.', { parts: [{ kind: 'list', items }] }))
    expect(JSON.stringify(cut.blocks.at(-1))).toContain(MORE)
  })

  it('keep what every answer must say: figures, sources and dates', () => {
    const [home] = bothOf(FULL_REPLY)
    for (const { title } of FULL_REPLY.citations) expect(JSON.stringify(home)).toContain(title)
  })

  it('are valid with nothing in them', () => {
    const [home, window] = bothOf(sampleReply('', { parts: [] }))
    expect([homeProblem(home), viewProblem(window)]).toEqual([undefined, undefined])
    expect(window.blocks).not.toEqual([])
  })
})

describe.for(['socket', 'http'] as const)('by %s', mode => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack(mode, core)
  })
  afterEach(() => bench.close())
  const there = () => bench.double.workspace
  const pressed = (type: 'home' | 'modal', action: string, value: string, viewId = 'V0') =>
    bench.interact({
      type: 'block_actions',
      team: { id: TEAM },
      user: { id: PERSON, team_id: TEAM },
      trigger_id: bench.double.trigger(),
      container: { type: 'view', view_id: viewId },
      view: { id: viewId, type },
      actions: [{ type: 'button', action_id: `0:${action}`, block_id: 'b', value }],
    })
  const warnings = () => bench.lines.filter(({ level }) => level === 'warn')
  /** Answers that never come, with a clock that is moved by hand once they are asked for. */
  async function stuck(method: 'glance' | 'home', act: () => Promise<unknown>) {
    const asked = Promise.withResolvers<void>()
    core[method] = () => {
      asked.resolve()
      return new Promise<never>(() => undefined)
    }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const done = act()
    await asked.promise
    const over = async (limitMs: number) => {
      await vi.advanceTimersByTimeAsync(limitMs)
      vi.useRealTimers()
    }
    return { done, over }
  }

  it('the button of the picker in a window turns the window into the form', async () => {
    await pressed('home', 'command', 'pears')
    await vi.waitFor(() => expect(there().views).toHaveLength(1))
    await pressed('modal', 'command', '', String(there().views[0]?.id))
    await vi.waitFor(() =>
      expect(there().views).toMatchObject([{ callback_id: SAMPLE_FORM.id, submit: {} }]),
    )
  })

  it('a window whose answer does not come is given up, acknowledged before', async () => {
    const { done, over } = await stuck('glance', () => pressed('home', 'command', 'pears'))
    await done
    await over(2000)
    await vi.waitFor(() => expect(warnings()).toHaveLength(1))
    expect(there().views).toEqual([])
    expect(JSON.stringify(warnings())).not.toContain('pears')
  })

  it('a home that does not come is given up, acknowledged before', async () => {
    const opened = { type: 'app_home_opened', user: PERSON, channel: DIRECT, tab: 'home' }
    const { done, over } = await stuck('home', () => bench.event(opened))
    await done
    await over(5000)
    await vi.waitFor(() => expect(warnings()).toHaveLength(1))
    expect(there().homes.size).toBe(0)
  })

  it('a form in a window that is not answered in time is not acknowledged', async () => {
    const view = { callback_id: 'ask', private_metadata: JSON.stringify({ window: true }) }
    const sent = submissionBody(view, {})
    const send = () => bench.interact(sent).catch(() => 'not acknowledged')
    const { done, over } = await stuck('glance', send)
    await over(2000)
    expect(await done).toBe('not acknowledged')
    await vi.waitFor(() => expect(bench.lines.map(({ level }) => level)).toContain('error'))
    expect(core.received).toEqual([])
  })
})
