// A bench to post from, with a short word for each thing that tests of posting do and look at.
import { afterEach, beforeEach } from 'vitest'
import type { Address, Poster, Reply } from '#magnets'
import { channelAddress, respondAddress } from '../../../src/adapters/slack/address.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import { CHANNEL, DIRECT } from './payloads.ts'
import { visibleText } from './visible-text.ts'

/** A question of long ago, and a thread of even before. */
export const QUESTION = '1749000000.000100'
export const THREAD = '1740000000.000100'

/** Every place where a message is answered. */
export const PLACES: Readonly<Record<string, Address>> = {
  'a direct conversation': channelAddress({ channel: DIRECT }, QUESTION),
  'a thread there': channelAddress({ channel: DIRECT, thread: THREAD }, QUESTION),
  'a thread under the question': channelAddress({ channel: CHANNEL, thread: QUESTION }, QUESTION),
  'an old thread': channelAddress({ channel: CHANNEL, thread: THREAD }, QUESTION),
  'a channel': channelAddress({ channel: CHANNEL }, QUESTION),
}

/** An answer in three messages. */
export const LONG = sampleReply(
  Array.from({ length: 1000 }, (_, index) => `Sentence w${index} of six words here.`).join(' '),
)

/** The numbers of LONG's sentences that can be read, in order, as often as they can be. */
export function sentencesIn(texts: readonly string[]): number[] {
  return [...texts.join(' ').matchAll(/\bw(\d+)/g)].map(([, index]) => Number(index))
}

export const EVERY_SENTENCE = Array.from({ length: 1000 }, (_, index) => index)

/** Sets up a bench before each test of the file, and takes it down again. */
export function postingDesk() {
  let bench: SlackBench
  beforeEach(async () => {
    bench = await connectSlack('http', recordingCore())
  })
  afterEach(() => bench.close())

  const messages = () => bench.double.workspace.messages
  return {
    get double() {
      return bench.double
    },
    warnings: () => bench.lines.filter(line => line.level === 'warn'),
    /** Of the process that is there from the beginning. */
    poster: (): Poster => bench.adapter.poster,
    /** Of another process, which knows nothing. */
    successor: (): Poster => bench.successor(),
    /** A try of some process at the answer to one question. */
    put(poster: Poster, address: Address, reply: Reply, number: number, key = 'question') {
      // As it would come out of the store.
      return poster.post(JSON.parse(JSON.stringify(address)), reply, { key, number })
    },
    messages,
    texts: () => messages().map(visibleText),
    callsOf: (method: string) =>
      bench.double.workspace.calls.filter(call => call.method === method).map(({ args }) => args),
    toAsker: (from: 'command' | 'action' = 'command', original?: string): Address =>
      respondAddress(
        { channel: CHANNEL },
        { url: bench.double.responseUrl(CHANNEL, original), visible: 'ephemeral', from },
        Date.now(),
      ),
  }
}
