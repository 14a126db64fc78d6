// Slash commands, suggestions, buttons and forms as the unmodified SDK brings them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonId, formId } from '../../../src/adapters/discord/custom-id.ts'
import { IDS } from '../../doubles/discord/discord-double.ts'
import {
  type RecordingCore,
  recordingCore,
  SAMPLE_CHOICES,
  SAMPLE_FORM,
  sampleReply,
} from '../recording-core.ts'
import { hugeReply, wordsOf } from '../sample-replies.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const EPHEMERAL = 64

describe('interactions on Discord', () => {
  let core: RecordingCore
  let bench: DiscordBench
  let now: number | undefined
  beforeEach(async () => {
    core = recordingCore()
    now = undefined
    bench = await connectDiscord(core, {
      deferAfterMs: 30,
      newReference: () => 'ref-1',
      now: () => now ?? Date.now(),
    })
  })
  afterEach(async () => {
    expect(bench.double.violations).toEqual([])
    await bench.close()
  })

  const people = () => bench.double.people
  const visible = () => bench.standing().map(message => message.visible)
  const post = async (count: number, reply = sampleReply('Seven.')) => {
    const { address, key } = await core.incoming(count)
    const stored = JSON.parse(JSON.stringify(address))
    return bench.adapter.poster.post(stored, reply, { key, number: 1 })
  }

  it('answers a command in a server for the asker alone', async () => {
    const { answered } = people().command('compare', { a: 'Apple', b: 'Pear' })
    expect((await answered).callback).toMatchObject({ type: 5, data: { flags: EPHEMERAL } })
    expect(await core.incoming(1)).toMatchObject({
      kind: 'command',
      name: 'compare',
      options: { a: 'Apple', b: 'Pear' },
      asker: { id: IDS.person, team: IDS.guild, audience: 'everyone', locale: 'en-GB' },
      place: { visibility: 'public' },
    })
    const at = await post(1)
    expect(visible()).toEqual(['Seven.'])
    const message = bench.double.world.messages.get(at.ids.messages ?? '')
    expect(message?.ephemeral).toBe(true)
  })

  it('keeps every message of a long answer private', async () => {
    await people().command('colours', {}).answered
    const reply = hugeReply(5)
    await post(1, reply)
    const all = [...bench.double.world.messages.values()]
    expect(all.length).toBeGreaterThan(1)
    expect(all.every(message => message.ephemeral)).toBe(true)
    const shown = new Set(
      visible()
        .join('\n')
        .match(/\bw\d+/g),
    )
    expect(wordsOf(reply).filter(word => !shown.has(word))).toEqual([])
  })

  it('goes on where an earlier try stopped, and says nothing twice', async () => {
    await people().command('colours', {}).answered
    const reply = hugeReply(5)
    const { address, key } = await core.incoming(1)
    const attempt = (number: number) => bench.adapter.poster.post(address, reply, { key, number })
    bench.double.failNext('rate-limited', 2)
    await expect(attempt(1)).rejects.toMatchObject({ code: 'rate-limited' })
    expect(bench.double.world.messages.size).toBe(2)
    const at = await attempt(2)
    const standing = [...bench.double.world.messages.keys()]
    expect(at.ids.messages?.split(',')).toEqual(standing)
    expect(new Set(visible()).size).toBe(standing.length)
  })

  it('answers a command in a direct conversation openly, there', async () => {
    const { answered } = people().command('help', {}, { channel: IDS.direct })
    expect((await answered).callback).toEqual({ type: 5, data: {} })
    expect(await core.incoming(1)).toMatchObject({ place: { visibility: 'direct' } })
  })

  it('counts those who manage the server as moderators', async () => {
    people().command('help', {}, { permissions: String(1 << 5) })
    expect(await core.incoming(1)).toMatchObject({ asker: { audience: 'moderator' } })
  })

  it('names the thread in which a command was typed', async () => {
    people().command('help', {}, { channel: IDS.thread })
    expect(await core.incoming(1)).toMatchObject({
      place: { channel: IDS.channel, thread: IDS.thread },
    })
  })

  it('suggests choices at once, without handing anything over', async () => {
    const { callback } = await people().type('fruit', 'name', 'app').answered
    expect(callback).toEqual({
      type: 8,
      data: {
        choices: [
          { name: 'Apple', value: 'Apple' },
          { name: 'Apple Pie', value: 'Apple Pie' },
        ],
      },
    })
    expect(core.completed).toEqual([{ command: 'fruit', option: 'name', prefix: 'app' }])
    expect(core.received).toEqual([])
    expect(SAMPLE_CHOICES).toContain('Apple Pie')
  })

  it('opens a form at once, and hands it over when it is sent in', async () => {
    const opened = await people().press(buttonId('command', '') ?? '').answered
    expect(opened.callback).toMatchObject({
      type: 9,
      data: { custom_id: formId('command'), title: SAMPLE_FORM.title },
    })
    const sent = people().sendForm(formId('command'), { command: 'ask', text: 'how many?' })
    expect(await core.incoming(1)).toMatchObject({
      kind: 'form',
      form: 'command',
      values: { command: 'ask', text: 'how many?' },
    })
    await sent.answered
    await post(1)
    expect(visible()).toEqual(['Seven.'])
  })

  it('shares an answer in the channel, and leaves the private one as it is', async () => {
    await people().command('help', {}).answered
    const actions = [{ id: 'share', label: 'Share', value: 'it' }]
    await post(1, sampleReply('Seven.', { actions }))
    await bench.press('Share')
    expect(await core.incoming(2)).toMatchObject({
      kind: 'action',
      action: 'share',
      value: 'it',
      place: { visibility: 'public' },
    })
    const at = await post(2, sampleReply('Shared: seven.'))
    expect(bench.double.world.messages.get(at.ids.messages ?? '')).toMatchObject({
      ephemeral: false,
      channel: IDS.channel,
    })
    expect(visible()).toEqual(['Seven.\nShare', 'Shared: seven.'])
  })

  it('says in plain words what may not be said in an embed', async () => {
    await bench.direct('how many?')
    bench.double.failNext('rich-forbidden')
    await post(1)
    expect(visible()).toEqual(['Seven.'])
    expect(bench.lines.filter(line => line.level === 'warn')).toHaveLength(1)
  })

  it('suggests at once for nothing typed, at most 25 that Discord can show', async () => {
    const many = Array.from({ length: 130 }, (_, index) => `Choice ${index}`)
    core.complete = () => ['', 'x'.repeat(101), ...many]
    const { callback } = await people().type('fruit', 'name', '').answered
    expect(callback?.data.choices).toHaveLength(25)
    expect(callback?.data.choices).toContainEqual({ name: 'Choice 0', value: 'Choice 0' })
    core.complete = () => []
    expect((await people().type('fruit', 'name', 'zz').answered).callback?.data).toEqual({
      choices: [],
    })
  })

  it('hands over a form of which fields are missing', async () => {
    await people().sendForm(formId('command'), {}).answered
    expect(await core.incoming(1)).toMatchObject({ kind: 'form', form: 'command', values: {} })
  })

  it('says in the log that an interaction could not be read, without its words', async () => {
    const data = { custom_id: 7, secret: 'words' }
    bench.double.gateway.dispatch('INTERACTION_CREATE', { id: '9', type: 3, token: 't', data })
    await expect.poll(() => bench.lines.at(-1)).toMatchObject({ level: 'warn' })
    expect(JSON.stringify(bench.lines)).not.toContain('words')
  })

  it('acknowledges before three seconds are over when taking is slow', async () => {
    core.hold()
    const { answered } = people().command('help', {})
    expect((await answered).callback?.type).toBe(5)
    core.release()
    await post(1)
    expect(visible()).toEqual(['Seven.'])
    const callbacks = bench.double.requests.filter(({ path }) => path.endsWith('/callback'))
    expect(callbacks).toHaveLength(1)
  })

  it('waits with the answer until the interaction is acknowledged', async () => {
    const accept = core.accept
    // A delivery that is faster than the acknowledgement.
    let posted: Promise<unknown> | undefined
    core.accept = incoming => {
      const attempt = { key: incoming.key, number: 1 }
      posted = bench.adapter.poster.post(incoming.address, sampleReply('At once.'), attempt)
      return accept(incoming)
    }
    await people().command('help', {}).answered
    await posted
    expect(visible()).toEqual(['At once.'])
  })

  it('calls a private answer gone when its interaction was acknowledged too late', async () => {
    people().command('help', {}, { mark: { late: true } })
    await expect(post(1)).rejects.toMatchObject({ code: 'gone' })
    expect(visible()).toEqual([])
  })

  it('answers in the direct channel where the interaction was acknowledged too late', async () => {
    people().command('help', {}, { channel: IDS.direct, mark: { late: true } })
    await post(1)
    expect(visible()).toEqual(['Seven.'])
  })

  it('calls a private answer gone when its token has died', async () => {
    await people().command('help', {}).answered
    now = Date.now() + 15 * 60_000
    await expect(post(1)).rejects.toMatchObject({ code: 'gone' })
  })

  it('writes to the direct channel when the token has died', async () => {
    await people().command('help', {}, { channel: IDS.direct }).answered
    now = Date.now() + 15 * 60_000
    await post(1)
    expect(visible()).toContain('Seven.')
  })

  it('takes the waiting sign away where the answer is taken back before it came', async () => {
    await people().command('help', {}).answered
    const { address, key } = await core.incoming(1)
    expect(bench.double.world.messages.size).toBe(1)
    await bench.adapter.poster.remove(address, key)
    expect(bench.double.world.messages.size).toBe(0)
  })

  it('takes the waiting sign away when the core keeps silent', async () => {
    core.accept = async () => 'ignored'
    await people().command('help', {}).answered
    await expect.poll(() => bench.double.world.messages.size).toBe(0)
  })

  it('says in plain words that something failed, before and after it has acknowledged', async () => {
    core.failWith(new Error('the store is full'))
    const { callback } = await people().command('help', {}).answered
    expect(callback).toMatchObject({ type: 4, data: { flags: EPHEMERAL | 4 } })
    core.hold()
    await people().command('help', {}).answered
    core.release()
    await expect
      .poll(visible)
      .toEqual([expect.stringMatching(/^Sorry.*ref-1$/), expect.stringMatching(/^Sorry.*ref-1$/)])
    expect(bench.lines.filter(({ level }) => level === 'error')).toHaveLength(2)
  })

  it('lives on when suggestions or forms fail', async () => {
    core.complete = () => {
      throw new Error('no index')
    }
    expect((await people().type('fruit', 'name', 'a').answered).callback).toEqual({
      type: 8,
      data: { choices: [] },
    })
    core.open = () => {
      throw new Error('no forms')
    }
    const { callback } = await people().press(buttonId('command', '') ?? '').answered
    expect(callback).toMatchObject({ type: 4 })
  })

  it('says so where a command or button is no longer known', async () => {
    const { callback } = await people().press('somebody-elses-button').answered
    expect(callback).toMatchObject({ type: 4, data: { flags: EPHEMERAL | 4 } })
    expect(core.received).toEqual([])
  })
})
