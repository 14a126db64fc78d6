// Answers in a window that one person has open: at once, with a receipt, and without a place.
import { EMPTY_CONVERSATION, type Glance, type Reply } from '#magnets'
import { receiptId } from '../store/receipts.ts'
import type { Store } from '../store/store.ts'
import { homeOf } from './home.ts'
import { gapOf, receiptOf } from './keeping.ts'
import { failureNotice, limitNotice } from './notices.ts'
import type { DeliveryLog } from './outlet.ts'
import type { Pace } from './pace.ts'
import { type Engines, type Response, respondAtOnce } from './respond.ts'
import { type Timers, within } from './timers.ts'
import { FIRST_VIEW, viewOf } from './views.ts'

/** Platforms wait three seconds for a window; what is not kept by then is said without a receipt. */
const KEEP_LIMIT_MS = 1000

export interface GlanceOptions {
  readonly engines: Engines
  readonly store: Pick<Store, 'receipts' | 'gaps'>
  readonly timers: Timers
  readonly log: DeliveryLog
  readonly newReference: () => string
  readonly pace: Pace
}

/** Never rejects: what fails is said in the window. */
export async function glance(
  options: GlanceOptions,
  { asker, key, asked }: Glance,
): Promise<Reply> {
  const { engines, log } = options
  try {
    const waitMs = options.pace.wait(`${asker.platform}:${asker.id}`)
    if (waitMs !== undefined) return limitNotice(engines.notice, { who: 'person', waitMs })
    const person = { asker, conversation: EMPTY_CONVERSATION }
    const response = await respondAtOnce(engines, asked, person)
    const reply = viewOf(engines.guard(response.reply).reply, FIRST_VIEW)
    const id = receiptId(asker.platform, key)
    const at = { id, place: homeOf(asker), asker }
    const kept = await keepGlance(options, { ...response, reply }, at)
    return kept ? { ...reply, reference: id } : reply
  } catch (error) {
    const reference = options.newReference()
    log.error({ err: error, reference }, 'an answer in a window failed')
    return failureNotice(engines.notice, reference)
  }
}

async function keepGlance(
  { engines, store, timers, log }: GlanceOptions,
  response: Response,
  at: Pick<Parameters<typeof receiptOf>[0], 'id' | 'place' | 'asker'>,
): Promise<boolean> {
  const kept = { ...at, base: engines.base(), response, now: timers.now() }
  const receipt = receiptOf(kept)
  if (receipt === undefined) return false
  const address = { platform: at.asker.platform, ids: {} }
  const gap = gapOf(receipt, { before: EMPTY_CONVERSATION, address, lane: '' })
  const write = async (): Promise<void> => {
    await store.receipts.put(receipt)
    if (gap !== undefined) await store.gaps.note(gap)
  }
  try {
    const late = (): Error => new Error('the store took no receipt in time')
    await within(timers, KEEP_LIMIT_MS, write(), late)
    return true
  } catch (error) {
    log.warn({ err: error, id: receipt.id }, 'what is kept of an answer was not written')
    return false
  }
}
