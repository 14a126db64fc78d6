// After a refusal the log says which block it was, without a word of it; and no answer waits for that.
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { sampleReply } from '../recording-core.ts'
import { FULL_REPLY } from '../sample-replies.ts'
import { CHANNEL } from './payloads.ts'
import { PLACES, postingDesk } from './posting-desk.ts'

const desk = postingDesk()
const ADDRESS = PLACES['a channel'] ?? { platform: 'slack', ids: { channel: CHANNEL } }
const REFUSED = { kind: 'error', error: 'invalid_blocks' } as const
let posts = 0

/** The first form of the next answer is refused. */
async function refused(reply = FULL_REPLY, address = ADDRESS, method = 'chat.postMessage') {
  posts += 1
  desk.double.failNext(method, REFUSED)
  await desk.put(desk.poster(), address, reply, 1, `refused ${posts}`)
}
const told = () => desk.warnings().map(({ message }) => message)
const asked = () => desk.callsOf('blocks.validate')
/** As Slack would answer of a block that the double takes. */
const fault = (pointer: string) => ({
  kind: 'answer' as const,
  body: {
    ok: false,
    error: 'invalid_blocks',
    errors: [{ pointer, code: 'failed_constraint', message: 'got "It was 1,300 crates"' }],
  },
})

it('names the block and what is wrong with it, and none of its words', async () => {
  desk.double.failNext('blocks.validate', fault('/0/elements/0/type'))
  await refused()
  await expect.poll(told).toContain('what Slack refuses of an answer')
  const line = desk.warnings().find(({ message }) => message === 'what Slack refuses of an answer')
  expect(line?.fields).toEqual({
    key: `refused ${posts}`,
    refused: [{ at: '/0/elements/0/type', type: 'rich_text', code: 'failed_constraint' }],
  })
})

it('takes no words for the name of a place or of a fault', async () => {
  const odd = fault('It was 1,300 crates')
  odd.body.errors = [{ pointer: 'It was 1,300', code: '1,300 crates', message: '' }]
  desk.double.failNext('blocks.validate', odd)
  await refused()
  await expect.poll(told).toContain('what Slack refuses of an answer')
  expect(JSON.stringify(desk.warnings())).not.toContain('1,300')
})

it('says so where nothing is found', async () => {
  await refused()
  await expect.poll(told).toContain('Slack names nothing wrong with an answer that it has refused')
})

it('asks of what was refused at a response_url, too', async () => {
  await refused(FULL_REPLY, desk.toAsker(), 'response_url')
  await expect.poll(() => asked().length).toBe(1)
})

it.for([
  { kind: 'error', error: 'unknown_method' },
  { kind: 'status', status: 404 },
] as const)('does not ask again where the server has no such method (%j)', async failure => {
  desk.double.failNext('blocks.validate', failure)
  await refused()
  await setTimeout(50)
  await refused()
  await refused()
  await setTimeout(50)
  // The double counts what it has answered, which is not the one that failed.
  expect(asked()).toEqual([])
  expect(desk.messages()).toHaveLength(3)
})

it('lets no answer wait: the simpler form goes out while Slack is still thinking', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  desk.double.failNext('blocks.validate', { kind: 'slow', until: () => promise, done: 'late' })
  await refused()
  await refused()
  expect(desk.messages()).toHaveLength(2)
  resolve()
  // The second refusal was not asked about: one question at a time.
  await expect.poll(() => asked().length).toBe(1)
})

it('is not asked of an answer that Slack takes', async () => {
  await desk.put(desk.poster(), ADDRESS, sampleReply('Fine.'), 1, 'fine')
  expect(asked()).toEqual([])
})
