// What Slack has beside messages: home, windows, shortcuts, the pane. Over both connections.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS } from '#magnets'
import { type RecordingCore, recordingCore, SAMPLE_FORM, sampleReply } from '../recording-core.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import {
  BOT_USER,
  CHANNEL,
  DIRECT,
  directEvent,
  PERSON,
  slashBody,
  submissionBody,
  TEAM,
} from './payloads.ts'

const PERSON_BODY = { id: PERSON, username: 'pat', team_id: TEAM }

describe.for(['socket', 'http'] as const)('by %s', mode => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack(mode, core)
  })
  afterEach(() => bench.close())

  const there = () => bench.double.workspace
  const visible = (view: unknown): string => JSON.stringify(view)
  const pressed = (type: 'home' | 'modal', action: string, value: string, viewId = 'V0') =>
    bench.interact({
      type: 'block_actions',
      team: { id: TEAM, domain: 'orchard' },
      user: PERSON_BODY,
      trigger_id: bench.double.trigger(),
      container: { type: 'view', view_id: viewId },
      view: { id: viewId, type },
      actions: [{ type: 'button', action_id: `0:${action}`, block_id: 'b', value }],
    })

  describe('home', () => {
    const opened = (tab: string) =>
      bench.event({ type: 'app_home_opened', user: PERSON, channel: DIRECT, tab })

    it('is shown to whoever opens it, and only its own tab', async () => {
      core.home = async asker =>
        sampleReply(`Welcome ${asker.id} of ${asker.team}.`, {
          actions: [
            { id: ACTIONS.command, label: 'Pears', value: 'pears' },
            { id: ACTIONS.share, label: 'Share', value: 'x' },
          ],
        })
      await opened('messages')
      await opened('home')
      await vi.waitFor(() => expect(there().homes.size).toBe(1))
      const shown = visible(there().homes.get(PERSON))
      expect(shown).toContain(`Welcome ${PERSON} of ${TEAM}.`)
      expect(shown).toContain('Pears')
      // There is no channel to share in.
      expect(shown).not.toContain('Share')
      expect(there().calls.filter(({ method }) => method === 'views.publish')).toHaveLength(1)
      expect(core.received).toEqual([])
    })

    it('that can not be shown is acknowledged all the same, and logged without words', async () => {
      core.home = () => Promise.reject(new Error('the store is away'))
      await opened('home')
      await vi.waitFor(() => expect(bench.lines.some(({ level }) => level === 'warn')).toBe(true))
      expect(there().homes.size).toBe(0)
    })

    it('opens a window with the answer where a metric is pressed', async () => {
      await pressed('home', 'command', 'pears')
      await vi.waitFor(() => expect(there().views).toHaveLength(1))
      expect(visible(there().views[0])).toContain('At a glance: pears.')
    })

    it('opens the picker, and the form sent in is answered in its window', async () => {
      await pressed('home', 'command', '')
      await vi.waitFor(() => expect(there().views).toHaveLength(1))
      const [view = {}] = there().views
      const select = { selected_option: { value: 'fruit' } }
      const sent = submissionBody(view, { command: { value: select } })
      const acknowledgement = Object(await bench.interact(sent))
      expect(acknowledgement.response_action).toBe('update')
      expect(visible(acknowledgement.view)).toContain(`At a glance: ${SAMPLE_FORM.id}.`)
      expect(core.received).toEqual([])
    })
  })

  it('a button in a window changes that window', async () => {
    await pressed('home', 'command', 'pears')
    await vi.waitFor(() => expect(there().views).toHaveLength(1))
    await pressed('modal', 'ask', 'why?', String(there().views[0]?.id))
    await vi.waitFor(() => expect(visible(there().views[0])).toContain('At a glance: why?.'))
    expect(there().views).toHaveLength(1)
  })

  it('the shortcut of all of Slack asks for a question', async () => {
    const open: RecordingCore['open'] = action =>
      action === 'ask' ? { ...SAMPLE_FORM, id: 'ask' } : undefined
    Object.assign(core, { open })
    await bench.interact({
      type: 'shortcut',
      callback_id: 'ask',
      trigger_id: bench.double.trigger(),
      team: { id: TEAM },
      user: PERSON_BODY,
    })
    await vi.waitFor(() => expect(there().views).toHaveLength(1))
    expect(there().views[0]).toMatchObject({ callback_id: 'ask' })
  })

  describe('"Check this message"', () => {
    const check = (message: object, callback_id = 'check_message') =>
      bench.interact({
        type: 'message_action',
        callback_id,
        trigger_id: bench.double.trigger(),
        response_url: bench.double.responseUrl(CHANNEL),
        team: { id: TEAM },
        user: PERSON_BODY,
        channel: { id: CHANNEL, name: 'general' },
        message: { ts: '1.2', type: 'message', ...message },
      })

    it('hands the words over as the claim to check, for the asker alone', async () => {
      await check({
        text: `<@${BOT_USER}> pears &amp; apples cost <https://x.example|5>`,
        thread_ts: '1.1',
      })
      const incoming = await core.incoming(1)
      expect(incoming).toMatchObject({
        kind: 'command',
        name: 'check',
        options: { claim: 'pears & apples cost 5' },
        place: { channel: CHANNEL, thread: '1.1', visibility: 'public' },
      })
      await bench.adapter.poster.post(incoming.address, sampleReply('So it is.'), {
        key: 'k',
        number: 1,
      })
      expect(there().messages.map(({ ephemeral }) => ephemeral)).toEqual([true])
    })

    it('takes no more of a message than a message may hold, and nothing of other shortcuts', async () => {
      await check({ text: 'a'.repeat(9000) })
      const incoming = await core.incoming(1)
      expect('options' in incoming && incoming.options.claim?.length).toBe(4000)
      await check({ text: 'pears' }, 'other')
      await check({})
      expect(core.received).toHaveLength(2)
    })
  })

  describe('the pane', () => {
    const THREAD = '1750000000.000900'
    const started = () =>
      bench.event({
        type: 'assistant_thread_started',
        assistant_thread: { user_id: PERSON, channel_id: DIRECT, thread_ts: THREAD, context: {} },
      })
    const asked = (text: string) =>
      bench.event(directEvent(text, there().nextTs(), { thread_ts: THREAD }))

    it('greets with what the base covers and questions to try', async () => {
      await started()
      await vi.waitFor(() => expect(there().pane.get(THREAD)?.prompts).toBeDefined())
      expect(there().messages).toMatchObject([{ text: 'I know about fruit.', thread_ts: THREAD }])
      expect(there().pane.get(THREAD)?.prompts).toEqual([
        { title: 'How many pears?', message: 'How many pears?' },
        { title: 'Why apples?', message: 'Why apples?' },
      ])
    })

    it('shows within 300 ms that a question is looked up, and is named after the first', async () => {
      await started()
      await vi.waitFor(() => expect(there().pane.get(THREAD)?.prompts).toBeDefined())
      const begun = performance.now()
      await asked('How many plums?')
      await vi.waitFor(() => expect(there().pane.get(THREAD)?.status).toBeDefined(), {
        interval: 2,
      })
      expect(performance.now() - begun).toBeLessThan(300)
      await vi.waitFor(() => expect(there().pane.get(THREAD)?.title).toBe('How many plums?'))
      await asked('And pears?')
      await core.incoming(2)
      expect(there().pane.get(THREAD)?.title).toBe('How many plums?')
    })

    it('is not asked for again where the app has none', async () => {
      bench.double.failNext('assistant.threads.setStatus', {
        kind: 'error',
        error: 'missing_scope',
      })
      await asked('How many plums?')
      await vi.waitFor(() =>
        expect(bench.lines.some(l => l.message.includes('no pane'))).toBe(true),
      )
      await asked('And pears?')
      await core.incoming(2)
      const calls = there().calls.filter(({ method }) => method.startsWith('assistant.'))
      // The one that failed never came through to the workspace.
      expect(calls).toEqual([])
    })
  })

  it('a command may be answered for all, without its option', async () => {
    const response_url = bench.double.responseUrl(CHANNEL)
    const body = slashBody('fruit Pear public:yes', { response_url, trigger_id: 'T1' })
    await bench.interact(body)
    const incoming = await core.incoming(1)
    expect(incoming).toMatchObject({ name: 'fruit', options: { name: 'Pear' }, open: true })
    await bench.adapter.poster.post(incoming.address, sampleReply('A pear.'), {
      key: 'k',
      number: 1,
    })
    expect(there().messages).toMatchObject([{ ephemeral: false }])
  })
})
