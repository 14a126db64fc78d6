// What people think of answers is kept: receipts, votes, gaps, and the wish to be told.
import { describe, expect, it } from 'vitest'
import { type ActionIncoming, type Conversation, makeBase } from '#magnets'
import { command, ECHO_BASE, echo, house, message, settle, THREAD } from './house.ts'

function press(key: string, action: string, value: string): ActionIncoming {
  const { kind: _, name: __, options: ___, ...common } = command(key, 'x')
  return { ...common, kind: 'action', action, value }
}

const buttonOf = (actions: readonly { id: string; value: string }[] | undefined, id: string) =>
  actions?.find(action => action.id === id)?.value ?? ''

describe('an answer', () => {
  it('has a short id, under which its receipt says how it came about', async () => {
    const { core, posts, store } = await house()
    await core.accept(message('m1', 'pears?'))
    await settle()
    const id = posts[0]?.reply.reference ?? ''
    expect(id).toMatch(/^[a-z2-9]{8}$/)
    expect(await store.receipts.find(id)).toMatchObject({
      question: 'pears?',
      outcome: 'answer',
      base: ECHO_BASE.version,
      account: { lines: ['asked: pears?'], rule: 'looked-up', guard: 'passed' },
      asker: { platform: 'test', id: 'U1' },
    })
  })

  it('to a command has one as well, and help has none', async () => {
    const { core, posts, store } = await house()
    await core.accept(command('c1', 'fruit', { name: 'pear' }))
    await core.accept(command('c2', 'fruit', { name: 'nothing' }))
    await settle()
    expect(await store.receipts.find(posts[0]?.reply.reference ?? '')).toMatchObject({
      question: '/fruit Pear',
      account: { rule: 'command fruit' },
    })
    expect(posts[1]?.reply.reference).toBeUndefined()
  })

  it('that the guard held back says so in its receipt', async () => {
    const guard: NonNullable<Parameters<typeof house>[0]>['guard'] = given => ({
      reply: { ...given, outcome: 'notice', text: 'held back' },
      held: ['number “7”'],
    })
    const { core, posts, store } = await house({ guard })
    await core.accept(message('m1', 'pears?'))
    await settle()
    const receipt = await store.receipts.find(posts[0]?.reply.reference ?? '')
    expect(receipt?.account.guard).toEqual(['number “7”'])
  })

  it('takes one vote a person, which may be changed, and thanks for it', async () => {
    const { core, posts, texts, store } = await house()
    await core.accept(message('m1', 'pears?'))
    await settle()
    const value = buttonOf(posts[0]?.reply.actions, 'unhelpful')
    await core.accept(press('p1', 'unhelpful', value))
    await settle()
    expect(texts()[1]).toContain('Noted as not helpful')
    expect(await store.gaps.list('shell')).toMatchObject([{ disliked: 1, refused: 0 }])
    await core.accept(press('p2', 'helpful', value))
    await settle()
    expect(await store.votes.of(value)).toMatchObject([{ vote: 'up', person: 'test:U1' }])
    expect(await store.gaps.list('shell')).toEqual([])
  })
})

describe('a refusal', () => {
  it('is a gap, one for all who ask the same', async () => {
    const { core, store } = await house()
    await core.accept(message('m1', 'unknown plums?'))
    await core.accept(message('m2', 'unknown PLUMS?', { place: { ...THREAD, thread: 'T2' } }))
    await settle()
    expect(await store.gaps.list('shell')).toMatchObject([
      { subject: 'fruit', refused: 2, example: expect.stringMatching(/^unknown plums\?$/i) },
    ])
  })

  it('offers to tell later, and does so once, in the thread, when the base has grown', async () => {
    let known = false
    let version = 'v1'
    const answer = (question: string, before: Conversation) => {
      const given = echo(known ? question.replace('unknown ', '') : question, before)
      const citations = known ? [{ fact: 'plums-2026' } as never] : []
      return { ...given, reply: { ...given.reply, citations } }
    }
    const base = () => makeBase({ ...ECHO_BASE, version })
    const { core, delivery, posts, texts, store } = await house({ answer, base })
    await core.accept(message('m1', 'unknown plums?'))
    await settle()
    const value = buttonOf(posts[0]?.reply.actions, 'tell')
    await core.accept(press('p1', 'tell', value))
    await settle()
    expect(texts()[1]).toContain("I'll tell you here, once")
    await delivery.baseChanged()
    await settle()
    expect(texts()).toHaveLength(2)
    known = true
    version = 'v2'
    await delivery.baseChanged()
    await delivery.baseChanged()
    await settle()
    expect(texts()).toHaveLength(3)
    expect(texts()[2]).toMatch(/^You wanted to be told about “unknown plums\?”.*\nplums\?$/s)
    expect(posts[2]?.address.ids.question).toBe('m1')
    expect(await store.gaps.list('shell')).toEqual([])
    expect(await store.gaps.list('shell', { closed: true })).toMatchObject([
      { closed: { by: ['plums-2026'] } },
    ])
  })

  it('tells nobody who did not ask, and only who asked may', async () => {
    const { core, posts, texts } = await house()
    await core.accept(message('m1', 'unknown plums?'))
    await settle()
    const value = buttonOf(posts[0]?.reply.actions, 'tell')
    const other = press('p1', 'tell', value)
    await core.accept({ ...other, asker: { ...other.asker, id: 'U2' } })
    await settle()
    expect(texts()[1]).toContain('Only who asked can be told')
  })
})

describe('"forget me"', () => {
  it('removes what is kept of the person, and says what', async () => {
    const commands = [
      {
        name: 'forget',
        summary: 'Forget',
        audience: 'everyone' as const,
        options: [],
        phrases: ['forget me'],
        async run(_: unknown, ctx: Parameters<typeof import('./house.ts').COMMANDS[0]['run']>[1]) {
          const removed = await ctx.forget()
          const { reply } = echo(JSON.stringify(removed), { turns: [] })
          return { ...reply, outcome: 'notice' as const }
        },
      },
    ]
    const { core, texts, posts, store } = await house({ commands })
    await core.accept(message('m1', 'pears?'))
    await core.accept(message('m2', 'unknown plums?'))
    await settle()
    await core.accept(message('m3', 'Forget  me.'))
    await settle()
    const removed = { questions: 2, turns: 2, receipts: 2, votes: 0, gaps: 1 }
    expect(JSON.parse(texts()[2] ?? '')).toEqual(removed)
    expect(await store.receipts.find(posts[0]?.reply.reference ?? '')).toBeUndefined()
    await core.accept(message('m4', 'apples?'))
    await settle()
    expect(texts()[3]).toBe('apples?')
  })
})
