// What stands below an answer, in which view it is shown, and what pressing does.
import { describe, expect, it } from 'vitest'
import type { ActionIncoming, Chart, FormIncoming, Part, Reply } from '#magnets'
import { command, house, message, reply, settle, THREAD } from './house.ts'

const CHART: Chart = { kind: 'bar', title: 'Pears', series: [], alt: 'Pears. A: 3.' }
const BOTH: readonly Part[] = [
  { kind: 'sentence', role: 'answer', text: 'Pears.', facts: [] },
  { kind: 'table', title: 'Pears', columns: [], rows: [] },
  { kind: 'chart', chart: CHART },
]
const COMMANDS = [
  {
    name: 'pears',
    summary: 'Pears',
    audience: 'everyone' as const,
    metric: 'Pears',
    options: [],
    run: () => reply('Pears.', { parts: BOTH }),
  },
  {
    name: 'receipt',
    summary: 'Receipt',
    audience: 'everyone' as const,
    options: [{ name: 'id', summary: 'Id', kind: 'text' as const, required: true }],
    async run({ id = '' }: Readonly<Record<string, string | undefined>>, ctx: Ctx) {
      const kept = await ctx.receipt(id)
      return reply(kept === undefined ? 'none' : `asked: ${kept.question ?? 'not told'}`, {
        outcome: 'notice',
      })
    },
  },
]
type Ctx = { receipt(id: string): Promise<{ question?: string } | undefined> }

const open = (): ReturnType<typeof house> => house({ commands: COMMANDS as never })

function press(key: string, action: string, value: string, id = 'U1'): ActionIncoming {
  const { kind: _, name: __, options: ___, ...common } = command(key, 'x')
  return { ...common, asker: { ...common.asker, id }, kind: 'action', action, value }
}

const valueIn = (given: Reply | undefined, id: string): string =>
  given?.actions.find(action => action.id === id)?.value ?? ''
const kindsOf = (given: Reply | undefined) => given?.parts.map(({ kind }) => kind)
const idsOf = (given: Reply | undefined) => given?.actions.map(({ id }) => id)

describe('an answer with a table and a chart', () => {
  it('shows the table first, and the chart where somebody presses for it, and back', async () => {
    const { core, posts } = await open()
    await core.accept(command('c1', 'pears'))
    await settle()
    const first = posts[0]?.reply
    expect(kindsOf(first)).toEqual(['sentence', 'table'])
    expect(idsOf(first)).toEqual(['share', 'chart', 'working', 'helpful', 'unhelpful'])
    await core.accept(press('p1', 'chart', valueIn(first, 'chart')))
    await settle()
    const second = posts[1]?.reply
    expect(kindsOf(second)).toEqual(['sentence', 'chart'])
    expect(second?.reference).toBe(first?.reference)
    await core.accept(press('p2', 'table', valueIn(second, 'table')))
    await settle()
    expect(kindsOf(posts[2]?.reply)).toEqual(['sentence', 'table'])
  })

  it('is shared as it was seen', async () => {
    const { core, posts } = await open()
    await core.accept(command('c1', 'pears'))
    await settle()
    await core.accept(press('p1', 'chart', valueIn(posts[0]?.reply, 'chart')))
    await settle()
    await core.accept(press('p2', 'share', valueIn(posts[1]?.reply, 'share')))
    await settle()
    expect(kindsOf(posts[2]?.reply)).toEqual(['sentence', 'chart'])
    expect(idsOf(posts[2]?.reply)).not.toContain('share')
  })

  it('has nothing to share where all see it: said in public, or asked for so', async () => {
    const { core, posts } = await open()
    await core.accept({ ...command('c1', 'pears'), open: true })
    await core.accept(message('m1', 'pears?'))
    await settle()
    expect(posts.map(post => idsOf(post.reply)?.includes('share'))).toEqual([false, false])
  })

  it('can be had at a glance, in a window of one person, with a receipt', async () => {
    const { core, store } = await open()
    const asked = { kind: 'action', action: 'command', value: 'pears' } as const
    const glanced = await core.glance({ asker: THREAD_ASKER, key: 'w1', asked })
    expect(kindsOf(glanced)).toEqual(['sentence', 'table'])
    expect(await store.receipts.latest('test:U1', 5)).toMatchObject([
      { id: glanced.reference, question: '/pears', place: { visibility: 'direct' } },
    ])
  })

  it('has its questions taken in a form, and a refusal there is a gap as well', async () => {
    const { core, store } = await open()
    const form = core.open('ask', '')
    const values = { [form?.fields[0]?.id ?? '']: ' unknown plums? ' }
    const asked = { kind: 'form', form: form?.id ?? '', values } as const
    const glanced = await core.glance({ asker: THREAD_ASKER, key: 'w2', asked })
    expect(glanced).toMatchObject({ outcome: 'refusal', text: 'unknown plums?' })
    expect(await store.gaps.list('shell')).toMatchObject([{ refused: 1 }])
    expect((await store.gaps.list('shell'))[0]).not.toHaveProperty('example')
  })

  it('says in the window that an answer failed, with an id, and keeps nothing', async () => {
    const answer = () => {
      throw new Error('broken')
    }
    const { core, logged } = await house({ answer })
    const asked = { kind: 'action', action: 'ask', value: 'pears?' } as const
    const glanced = await core.glance({ asker: THREAD_ASKER, key: 'w3', asked })
    expect(glanced).toMatchObject({ outcome: 'notice', reference: 'ref-1' })
    expect(logged).toMatchObject([{ level: 'error', fields: { reference: 'ref-1' } }])
  })
})

const THREAD_ASKER = command('x', 'x').asker

describe('related questions', () => {
  it('are buttons that ask them, three at most', async () => {
    const related = () => ['one?', 'two?', 'three?', 'four?']
    const { core, posts } = await house({ related })
    await core.accept(message('m1', 'pears?'))
    await settle()
    const asks = posts[0]?.reply.actions.filter(({ id }) => id === 'ask')
    expect(asks?.map(({ label }) => label)).toEqual(['one?', 'two?', 'three?'])
    await core.accept(press('p1', 'ask', asks?.[0]?.value ?? ''))
    await settle()
    // Offered as a question that is whole by itself: nothing said before may turn it.
    expect(posts[1]?.text).toContain('one?')
    expect(posts[1]?.text).not.toContain('after')
  })
})

describe('"show working"', () => {
  const workingOf = async (asked: Parameters<typeof message>[2], presser: string) => {
    const { core, posts } = await open()
    await core.accept(message('m1', 'pears?', asked))
    await settle()
    const value = valueIn(posts[0]?.reply, 'working')
    await core.accept(press('p1', 'working', value, presser))
    await settle()
    return posts[1]?.text
  }

  it('tells how a public answer came about to anybody who reads it', async () => {
    expect(await workingOf({}, 'U2')).toBe('asked: pears?')
  })

  it('tells of a private channel only who is there, and of a direct talk only who spoke', async () => {
    const hidden = { ...THREAD, visibility: 'private' as const }
    expect(await workingOf({ place: hidden }, 'U2')).toBe('asked: pears?')
    expect(await workingOf({ place: { ...hidden, channel: 'C2' } }, 'U2')).toBe('none')
    const direct = { ...THREAD, visibility: 'direct' as const }
    expect(await workingOf({ place: direct }, 'U1')).toBe('asked: pears?')
    expect(await workingOf({ place: direct }, 'U2')).toBe('none')
  })

  it('keeps what one person asked by a command from the others in the channel', async () => {
    const { core, posts, store } = await open()
    await core.accept(command('c1', 'pears'))
    await settle()
    await core.accept(press('p1', 'working', valueIn(posts[0]?.reply, 'working'), 'U2'))
    await settle()
    expect(posts[1]?.text).toBe('none')
    expect(await store.gaps.list('shell')).toEqual([])
  })

  it('of what was shared is for all who see it there, but for the words of who asked', async () => {
    const { core, posts } = await open()
    const place = { ...THREAD, visibility: 'private' as const }
    await core.accept({ ...command('c1', 'pears'), place })
    await settle()
    await core.accept({ ...press('p1', 'share', valueIn(posts[0]?.reply, 'share')), place })
    await settle()
    const value = valueIn(posts[1]?.reply, 'working')
    await core.accept({ ...press('p2', 'working', value, 'U2'), place })
    await core.accept({ ...press('p3', 'working', value), place })
    const elsewhere = { ...place, channel: 'C2' }
    await core.accept({ ...press('p4', 'working', value, 'U2'), place: elsewhere })
    await settle()
    const told = posts.slice(2).map(({ text }) => text)
    expect(told.toSorted()).toEqual(['asked: /pears', 'asked: not told', 'none'])
  })
})

describe('a thumb down', () => {
  it('asks why in a form, and keeps the reason and the words', async () => {
    const { core, posts, store } = await open()
    await core.accept(message('m1', 'pears?'))
    await settle()
    const value = valueIn(posts[0]?.reply, 'unhelpful')
    const form = core.open('unhelpful', value)
    const [why, words] = form?.fields ?? []
    expect(why?.choices).toEqual([
      'It is wrong',
      'It is out of date',
      'Something is missing',
      'It is unclear',
      'Something else',
    ])
    expect(words).toMatchObject({ kind: 'long', required: false })
    const { kind: _, name: __, options: ___, ...common } = command('f1', 'x')
    const sent: FormIncoming = {
      ...common,
      kind: 'form',
      form: form?.id ?? '',
      values: { [why?.id ?? '']: 'It is out of date', [words?.id ?? '']: ' Since May. ' },
    }
    await core.accept(sent)
    await settle()
    expect(posts[1]?.text).toContain('Noted as not helpful')
    const vote = { vote: 'down', reason: 'outdated', words: 'Since May.', person: 'test:U1' }
    expect(await store.votes.of(value)).toMatchObject([vote])
    expect(await store.gaps.list('shell')).toMatchObject([{ disliked: 1 }])
  })

  it('counts beside the votes of others, on a refusal too', async () => {
    const { core, posts, store } = await open()
    await core.accept(message('m1', 'unknown plums?'))
    await settle()
    const value = valueIn(posts[0]?.reply, 'unhelpful')
    await core.accept(press('p1', 'unhelpful', value, 'U2'))
    await core.accept(press('p2', 'helpful', value, 'U3'))
    await core.accept(press('p3', 'helpful', value, 'U2'))
    await settle()
    const votes = await store.votes.of(value)
    const cast = votes.map(({ person, vote }) => `${person} ${vote}`).toSorted()
    expect(cast).toEqual(['test:U2 up', 'test:U3 up'])
  })
})

describe('small talk and notices', () => {
  it('have no buttons to vote', async () => {
    const answer = () => ({
      ...{ reply: reply('Hello.', { outcome: 'chat' }), reading: { mentions: [] } },
      turn: { question: '', outcome: 'chat' as const, facts: [], entities: [], measures: [] },
      account: () => ({ lines: [], rule: 'talk', guard: 'passed' as const }),
    })
    const { core, posts } = await house({ answer })
    await core.accept(message('m1', 'hi'))
    await settle()
    expect(posts[0]?.reply.actions).toEqual([])
  })
})

describe('home', () => {
  it('has the metrics as buttons, questions to try, and what the person asked lately', async () => {
    const { core } = await open()
    await core.accept(message('m1', 'pears?'))
    await core.accept(message('m2', 'pears?', { asker: { ...THREAD_ASKER, id: 'U2' } }))
    await core.accept(message('m3', 'apples?'))
    await settle()
    const home = await core.home(THREAD_ASKER)
    expect(home.text).toMatch(/What you asked lately:\n- apples\?\n- pears\?/)
    expect(home.text).not.toContain('lacks')
    expect(home.actions).toContainEqual({ id: 'command', label: 'Pears', value: 'pears' })
    expect(core.greeting()).toEqual({
      text: 'I know about fruit.',
      prompts: ['How many pears?', 'Why apples?'],
    })
  })

  it('shows curators what the base lacks, in its own words', async () => {
    const { core } = await house({ curators: ['test:U1'] })
    await core.accept(message('m1', 'unknown plums?', { asker: { ...THREAD_ASKER, id: 'U2' } }))
    await settle()
    const home = await core.home(THREAD_ASKER)
    expect(home.text).toContain('What people asked and the base lacks:\n- fruit')
    expect(home.text).not.toContain('plums')
  })
})
