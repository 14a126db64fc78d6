// Sharing a private answer where the bot may not write by itself: by the token of the pressed button.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { hugeReply } from '../sample-replies.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

let core: RecordingCore
let bench: DiscordBench
let late = 0
beforeEach(async () => {
  core = recordingCore()
  late = 0
  bench = await connectDiscord(core, { now: () => Date.now() + late })
  await bench.double.people.command('help', {}).answered
  const actions = [{ id: 'share', label: 'Share', value: 'it' }]
  await post(await core.incoming(1), sampleReply('Seven.', { actions }))
})
afterEach(async () => {
  expect(bench.double.violations).toEqual([])
  await bench.close()
})

type Taken = Awaited<ReturnType<RecordingCore['incoming']>>

const post = ({ address, key }: Taken, reply = sampleReply('Shared: seven.')) =>
  bench.adapter.poster.post(JSON.parse(JSON.stringify(address)), reply, { key, number: 1 })

it('is seen by all, beside the private answer', async () => {
  await bench.press('Share')
  bench.double.failNext('forbidden')
  await post(await core.incoming(2))
  expect(bench.standing().map(message => message.visible)).toEqual([
    'Seven.\nShare',
    'Shared: seven.',
  ])
  expect([...bench.double.world.messages.values()].at(-1)?.ephemeral).toBe(false)
})

it('waits until the press is acknowledged', async () => {
  const accept = core.accept
  let posted: Promise<unknown> | undefined
  core.accept = incoming => {
    bench.double.failNext('forbidden')
    posted = post(incoming)
    return new Promise(resolve => setTimeout(resolve, 50)).then(() => accept(incoming))
  }
  await bench.press('Share')
  await posted
  expect(bench.standing()).toHaveLength(2)
})

it('fails for good when the token has died', async () => {
  await bench.press('Share')
  late = 15 * 60_000
  bench.double.failNext('forbidden')
  await expect(post(await core.incoming(2))).rejects.toMatchObject({ code: 'rejected' })
})

it('goes on beside the private answer and leaves that as it is', async () => {
  await bench.press('Share')
  const press = await core.incoming(2)
  const { double } = bench
  const again = (number: number) => {
    double.failNext('forbidden')
    const reply = hugeReply(4)
    const address = JSON.parse(JSON.stringify(press.address))
    return bench.adapter.poster.post(address, reply, { key: press.key, number })
  }
  double.failNext('forbidden')
  double.failNext('unavailable', 1)
  const first = bench.adapter.poster.post(press.address, hugeReply(4), {
    key: press.key,
    number: 1,
  })
  await expect(first).rejects.toMatchObject({ code: 'unavailable' })
  expect(bench.standing()).toHaveLength(2)
  const at = await again(2)
  const shown = bench.standing().map(message => message.visible)
  expect(shown[0]).toBe('Seven.\nShare')
  expect(at.ids.messages?.split(',')).toHaveLength(shown.length - 1)
  expect(new Set(shown).size).toBe(shown.length)
})
