// What the base lacks: grouped by what it is about, counted, and shown to nobody who could not have read it.
import { expect, it } from 'vitest'
import type { Place } from '#magnets'
import { describeEngines } from './engines.ts'
import { ANNA, ask, BEN, message, openAt, START, THREAD, TURN } from './stores.ts'

const PRIVATE: Place = { ...THREAD, channel: 'P', visibility: 'private' }
const DIRECT: Place = { platform: 'test', team: 'T', channel: 'D1', visibility: 'direct' }
const OTHER_TEAM: Place = { ...THREAD, team: 'U' }
const OTHER_PLATFORM: Place = { ...THREAD, platform: 'other' }
const COST = { key: 'cost', label: 'cost' }

describeEngines(
  'gaps',
  engine => {
    it('are grouped by their subject and counted, most often met first', async () => {
      const { gaps } = await openAt(await engine.place())
      await gaps.note(ask('r1', { subject: COST }))
      await gaps.note(ask('r2', { at: START + 1 }))
      await gaps.note(ask('r3', { at: START + 2, how: 'disliked', cited: ['f1'] }))
      await gaps.note(ask('r3', { at: START + 3, how: 'disliked', asker: BEN }))
      // One receipt counts once a person, however often its end is written.
      await gaps.note(ask('r2', { at: START + 9 }))
      const listed = await gaps.list('shell')
      expect(listed).toMatchObject([
        { subject: 'water use', refused: 1, disliked: 2, lastAsked: START + 3 },
        { subject: 'cost', refused: 1, disliked: 0, lastAsked: START },
      ])
      expect(await gaps.list('shell', { limit: 1 })).toHaveLength(1)
      expect(listed[0]).not.toHaveProperty('closed')
    })

    it('keep nothing of the key, which is made of the words of a question', async () => {
      const { gaps } = await openAt(await engine.place())
      await gaps.note(ask('r1', { subject: { key: 'secret words', label: 'water use' } }))
      const [gap] = await gaps.list('shell')
      expect(gap?.id).toMatch(/^[0-9a-f]{12}$/)
      expect(JSON.stringify(gap)).not.toContain('secret words')
    })

    it('show a question to who could have read it, and to nobody else', async () => {
      const { gaps } = await openAt(await engine.place())
      const shown = async (place: Place | 'shell', person = 'test:U9') => {
        const [gap] = await gaps.list(place === 'shell' ? place : { person, place })
        return { example: gap?.example, where: gap?.where, refused: gap?.refused }
      }
      await gaps.note(ask('r1', { place: PRIVATE, question: 'private' }))
      await gaps.note(ask('r2', { place: DIRECT, question: 'direct', at: START + 1 }))
      const hidden = { example: undefined, where: ['test'], refused: 2 }
      for (const viewer of ['shell', THREAD, OTHER_TEAM, OTHER_PLATFORM] as const) {
        expect(await shown(viewer)).toEqual(hidden)
      }
      // Another team, or a platform, may have a channel of the same name.
      expect(await shown({ ...PRIVATE, team: 'U' })).toEqual(hidden)
      expect(await shown({ ...PRIVATE, platform: 'other' })).toEqual(hidden)
      expect(await shown({ ...DIRECT, channel: 'D2' })).toEqual(hidden)
      expect(await shown(PRIVATE)).toEqual({
        example: 'private',
        where: ['test', 'test P'],
        refused: 2,
      })
      expect(await shown(DIRECT)).toEqual(hidden)
      expect((await shown(DIRECT, 'test:anna')).example).toBe('direct')

      await gaps.note(ask('r3', { question: 'public', at: START + 2 }))
      const open = { example: 'public', where: ['test C', 'test'], refused: 3 }
      expect(await shown('shell')).toEqual(open)
      expect(await shown({ ...THREAD, channel: 'elsewhere' })).toEqual(open)
      expect((await shown(OTHER_TEAM)).example).toBeUndefined()
      expect((await shown(OTHER_PLATFORM)).example).toBeUndefined()
      expect((await shown(PRIVATE)).example).toBe('public')
    })

    it('can be asked again: the latest question with what was said before it', async () => {
      const { gaps } = await openAt(await engine.place())
      const context = { turns: [{ ...TURN, question: 'before' }] }
      await gaps.note(ask('r1'))
      await gaps.note(
        ask('r2', { at: START + 1, question: 'latest', context, cited: ['f1', 'f2'] }),
      )
      await gaps.note(ask('r0', { at: START - 1 }))
      const [gap] = await gaps.list('shell')
      expect(await gaps.open()).toEqual([
        { id: gap?.id, question: 'latest', context, cited: ['f1', 'f2'] },
      ])
      await gaps.note(ask('c1', { subject: COST }))
      const cost = (await gaps.open()).find(({ question }) => question.includes('c1'))
      expect(cost?.cited).toEqual([])
    })

    it('are closed by facts, and open again when they are met again', async () => {
      const { gaps } = await openAt(await engine.place())
      await gaps.note(ask('r1'))
      await gaps.note(ask('r2', { subject: COST }))
      await gaps.note(ask('r3', { subject: COST }))
      const id = (await gaps.list('shell'))[0]?.id ?? ''
      await gaps.close(id, ['f1', 'f2'], START + 5)
      // Closing twice changes nothing.
      await gaps.close(id, ['f3'], START + 6)
      expect((await gaps.list('shell')).map(({ subject }) => subject)).toEqual(['water use'])
      expect(await gaps.open()).toHaveLength(1)
      const all = await gaps.list('shell', { closed: true })
      expect(all.map(({ subject }) => subject)).toEqual(['water use', 'cost'])
      expect(all[1]?.closed).toEqual({ at: START + 5, by: ['f1', 'f2'] })
      // Where not all fit, it is the closed ones that are left out.
      const one = await gaps.list('shell', { closed: true, limit: 1 })
      expect(one.map(({ subject }) => subject)).toEqual(['water use'])
      await gaps.note(ask('r4', { subject: COST, at: START + 9 }))
      const [again] = await gaps.list('shell')
      expect(again).toMatchObject({ subject: 'cost', refused: 3 })
      expect(again).not.toHaveProperty('closed')
    })

    it('tell who wanted to know, once', async () => {
      const { gaps } = await openAt(await engine.place())
      const address = { platform: 'test', ids: { channel: 'C' }, token: 'secret' }
      await gaps.note(ask('r1', { address }))
      await gaps.note(ask('r2', { asker: BEN }))
      expect(await gaps.want('r1', 'test:ben')).toBe(false)
      expect(await gaps.want('nothing', 'test:anna')).toBe(false)
      expect(await gaps.want('r1', 'test:anna')).toBe(true)
      expect(await gaps.want('r1', 'test:anna')).toBe(true)
      expect(await gaps.curious()).toEqual([])
      const id = (await gaps.open())[0]?.id ?? ''
      await gaps.close(id, ['f1'], START + 5)
      const curious = await gaps.curious()
      const { thread: _, ...place } = THREAD
      expect(curious).toEqual([
        {
          ask: curious[0]?.ask,
          question: 'how much water, r1?',
          context: { turns: [] },
          place,
          asker: { platform: 'test', id: 'anna', audience: 'everyone' },
          address,
          lane: 'test/T/C/one',
        },
      ])
      // It is closed by now: there is nothing more to wait for.
      expect(await gaps.want('r2', 'test:ben')).toBe(false)
      await gaps.told(curious[0]?.ask ?? 0, START + 6)
      expect(await gaps.curious()).toEqual([])
      await gaps.note(ask('r3'))
      expect(await gaps.want('r1', 'test:anna')).toBe(false)
    })

    it('forget a dislike that is taken back, and only that', async () => {
      const { gaps } = await openAt(await engine.place())
      await gaps.note(ask('r1'))
      await gaps.note(ask('r1', { how: 'disliked' }))
      await gaps.note(ask('r1', { how: 'disliked', asker: BEN }))
      await gaps.forgive('r1', 'test:anna')
      expect(await gaps.list('shell')).toMatchObject([{ refused: 1, disliked: 1 }])
      await gaps.forgive('r1', 'test:ben')
      await gaps.forgive('r1', 'test:ben')
      expect(await gaps.list('shell')).toMatchObject([{ refused: 1, disliked: 0 }])
    })
  },
  { memory: true },
)

describeEngines(
  'notes beside',
  engine => {
    it('count one vote an answer and a person, the last one', async () => {
      const { votes } = await openAt(await engine.place())
      const vote = { receipt: 'r1', person: 'test:anna', reason: '', words: '', at: START }
      await votes.cast({ ...vote, vote: 'up' })
      await votes.cast({ ...vote, vote: 'up', person: 'test:ben' })
      const changed = { ...vote, vote: 'down', reason: 'wrong', words: 'no \u0000!' } as const
      await votes.cast({ ...changed, at: START + 1 })
      const of = (await votes.of('r1')).toSorted((a, b) => (a.person < b.person ? -1 : 1))
      expect(of).toEqual([
        { ...changed, words: 'no !', at: START + 1 },
        { ...vote, vote: 'up', person: 'test:ben' },
      ])
      expect(await votes.of('r2')).toEqual([])
    })

    it('hold what a channel has set, and for no other channel', async () => {
      const { settings } = await openAt(await engine.place())
      const { team: _, ...teamless } = message('m1').place
      await settings.put(THREAD, 'tone', 'short')
      await settings.put(THREAD, 'tone', 'long')
      await settings.put(teamless, 'tone', 'none')
      expect(await settings.get(THREAD, 'tone')).toBe('long')
      expect(await settings.get(teamless, 'tone')).toBe('none')
      expect(await settings.get({ ...THREAD, channel: 'X' }, 'tone')).toBeUndefined()
      expect(await settings.get(THREAD, 'other')).toBeUndefined()
    })

    it('give back what was installed, one a team', async () => {
      const { installations } = await openAt(await engine.place())
      await installations.put('test', 'T', '{"bot":"one"}', START)
      await installations.put('test', 'T', '{"bot":"two"}', START)
      await installations.put('test', 'U', '{"bot":"three"}', START)
      expect(await installations.find('test', 'T')).toBe('{"bot":"two"}')
      await installations.remove('test', 'T')
      expect(await installations.find('test', 'T')).toBeUndefined()
      expect(await installations.find('test', 'U')).toBe('{"bot":"three"}')
      expect(await installations.find('other', ANNA.team ?? '')).toBeUndefined()
    })
  },
  { memory: true },
)
