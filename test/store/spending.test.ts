// What a language model has cost: added up by person and day over all processes, and forgotten with the person.
import { expect, it } from 'vitest'
import { describeEngines } from './engines.ts'
import { openAt, START } from './stores.ts'

const DAY = new Date(START).toISOString().slice(0, 10)
const NEXT = new Date(START + 86_400_000).toISOString().slice(0, 10)
const spending = (tokens: number) => ({ tokens, dollars: tokens / 4 })

describeEngines('what a model has cost', engine => {
  it('is added up by person and day, whichever process spent it', async () => {
    const place = await engine.place()
    const [one, other] = [await openAt(place), await openAt(place, { instance: 'other' })]
    await Promise.all([
      one.spending.add('test:anna', DAY, spending(100)),
      other.spending.add('test:anna', DAY, spending(50)),
      other.spending.add('test:bert', DAY, spending(7)),
      one.spending.add('test:anna', NEXT, spending(1)),
    ])
    expect(await other.spending.spent('test:anna', DAY)).toEqual({
      person: spending(150),
      all: spending(157),
    })
    expect(await one.spending.spent('test:carl', NEXT)).toEqual({
      person: spending(0),
      all: spending(1),
    })
  })

  it('stays counted, of nobody, when a person is forgotten, and goes after a day', async () => {
    const place = await engine.place()
    const store = await openAt(place)
    await store.spending.add('test:anna', DAY, spending(100))
    await store.forget('test:anna')
    expect(await place.rows('select person from model_spending')).toEqual([{ person: '' }])
    expect(await store.spending.spent('test:anna', DAY)).toEqual({
      person: spending(0),
      all: spending(100),
    })
    await store.expire(START + 3 * 86_400_000, 30)
    expect(await place.rows('select person from model_spending')).toEqual([])
  })
})
