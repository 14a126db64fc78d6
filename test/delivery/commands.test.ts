// Commands are checked before they run, and what is no command is a question.
import { describe, expect, it } from 'vitest'
import { COMMANDS, command, FRUIT, house, message, reply, settle, THREAD } from './house.ts'

async function answered(name: string, options: Record<string, string> = {}) {
  const { core, texts } = await house()
  await core.accept(command('c1', name, options))
  await settle()
  return texts()[0]
}

describe('a command', () => {
  it('gets its options in their listed form, whatever case they were typed in', async () => {
    expect(await answered('fruit', { name: 'apple  PIE' })).toBe('fruit: Apple Pie')
  })

  it('reads loose words into its options in order, a choice of several words as one', async () => {
    expect(await answered('fruit', { text: 'apple pie with cream' })).toBe(
      'fruit: Apple Pie, note: with cream',
    )
  })

  it('takes another name of a choice for the choice', async () => {
    expect(await answered('fruit', { name: 'golden apple' })).toBe('fruit: Quince')
  })

  it('takes quoted words as one', async () => {
    const { core, texts } = await house()
    await core.accept(command('c1', 'fruit', { text: '"apple pie" “not now”' }))
    await settle()
    expect(texts()).toEqual(['fruit: Apple Pie, note: not now'])
  })

  it('names the valid values, nearest first, when an option is wrong', async () => {
    const text = await answered('fruit', { name: 'quine' })
    expect(text).toContain('"quine" is not a valid name')
    expect(text?.indexOf('Quince')).toBeLessThan(text?.indexOf('Apple') ?? 0)
    for (const valid of ['Apple', 'Apple Pie', 'Pear']) expect(text).toContain(valid)
  })

  it('skips the word that joins two choices', async () => {
    const pair = ['first', 'second'].map(name => ({
      name,
      summary: name,
      kind: 'choice' as const,
      required: true,
      choices: () => FRUIT,
    }))
    const run = (options: Record<string, string | undefined>) =>
      reply(`${options.first} and ${options.second}`)
    const both = { name: 'both', summary: 'Two', audience: 'everyone' as const, options: pair, run }
    const { core, texts } = await house({ commands: [both] })
    await core.accept(command('c1', 'both', { text: 'apple pie and pear' }))
    await core.accept(command('c2', 'both', { text: 'pear quince' }))
    await settle()
    expect(texts()).toEqual(['Apple Pie and Pear', 'Pear and Quince'])
  })

  it('says what is missing', async () => {
    const text = await answered('fruit')
    expect(text).toContain('"fruit" needs name: Which fruit')
    expect(text).toContain('Pear')
  })

  it('is only run for those who may', async () => {
    expect(await answered('reset')).toContain('"reset" is for those who run me')
  })

  it('that does not exist is taken as a question', async () => {
    expect(await answered('how', { text: 'many pears?' })).toBe('how many pears?')
  })

  it('with more words than it takes is a question that begins with its name', async () => {
    expect(await answered('all', { text: 'of the pears?' })).toBe('all of the pears?')
  })

  it('that asks finds the earlier turns, and is found by the next', async () => {
    const { core, texts } = await house()
    await core.accept(message('m1', 'one?'))
    await core.accept(command('c1', 'ask', { question: 'two?' }))
    await core.accept(message('m2', 'three?'))
    await settle()
    expect(texts()).toEqual(['one?', 'two? (after one?)', 'three? (after one? | two?)'])
  })

  it('passes the last door like everything else', async () => {
    const guard = () => ({ reply: reply('held back'), held: ['number “7”'] })
    const { core, texts } = await house({ guard })
    for (const name of ['all', 'fruit', 'how']) {
      await core.accept(command(name, name, { text: 'x' }))
    }
    await settle()
    expect(texts()).toEqual(['held back', 'held back', 'held back'])
    expect((await core.home(message('m', '').asker)).text).toBe('held back')
  })
})

describe('a form and a button', () => {
  const common = () => {
    const { kind, name, options, ...rest } = command('f1', 'x')
    return rest
  }

  it('opens the command picker with every command', async () => {
    const form = (await house()).core.open('command', '')
    expect(form?.fields[0]).toMatchObject({ kind: 'choice', choices: COMMANDS.map(c => c.name) })
    expect(form?.title.length).toBeLessThanOrEqual(24)
    expect((await house()).core.open('ask', 'why?')).toBeUndefined()
  })

  it('offers in a second select what the options of the commands offer, each once', async () => {
    const field = (await house()).core.open('command', '')?.fields[1]
    expect(field).toMatchObject({ kind: 'choice', required: false })
    const choices = field?.choices ?? []
    expect(choices.map(choice => choice.toLowerCase())).toContain('pear')
    expect(new Set(choices).size).toBe(choices.length)
  })

  it('reads the choice before the words, in whatever order the fields come', async () => {
    const { core, texts } = await house()
    const form = core.open('command', '')
    const [, choice, words] = form?.fields.map(({ id }) => id) ?? []
    const values = { [words ?? '']: 'pie', [choice ?? '']: 'apple', command: 'fruit' }
    await core.accept({ ...common(), kind: 'form', form: form?.id ?? '', values })
    await settle()
    expect(texts()).toEqual(['fruit: Apple Pie'])
  })

  it('runs the command that was picked in the form', async () => {
    const { core, texts } = await house()
    const form = core.open('command', '')
    const values = { command: 'fruit', [form?.fields[1]?.id ?? '']: 'pear' }
    await core.accept({ ...common(), kind: 'form', form: form?.id ?? '', values })
    await settle()
    expect(texts()).toEqual(['fruit: Pear'])
  })

  it('asks the question of its button, and runs the command of a menu', async () => {
    const { core, texts } = await house()
    await core.accept({ ...common(), kind: 'action', action: 'ask', value: 'why?' })
    const menu = { ...common(), key: 'a2', kind: 'action' as const }
    await core.accept({ ...menu, action: 'command', value: 'fruit apple pie' })
    await settle()
    expect(texts()).toEqual(['why?', 'fruit: Apple Pie'])
  })

  it('says so when a button means nothing any more', async () => {
    const { core, texts } = await house()
    await core.accept({ ...common(), kind: 'action', action: 'gone', value: '' })
    await settle()
    expect(texts()[0]).toContain('does nothing any more')
  })

  it('shows a private answer to everybody where the asker presses the button for it', async () => {
    const { core, posts } = await house()
    await core.accept(command('c1', 'all'))
    await settle()
    const share = posts[0]?.reply.actions[0]
    expect(share?.id).toBe('share')
    const pressed = { ...common(), kind: 'action' as const, action: 'share' }
    await core.accept({ ...pressed, value: share?.value ?? '' })
    await settle()
    expect(posts[1]?.text).toBe('all of it')
    // Others may vote on it and look at it, but there is nothing left to share.
    const offered = posts[1]?.reply.actions.map(({ id }) => id)
    expect(offered).toEqual(['working', 'helpful', 'unhelpful'])
    await core.accept({ ...pressed, key: 'f2', value: 'forgotten' })
    await settle()
    expect(posts[2]?.text).toContain('no longer have that answer')
  })

  it('offers no sharing where nobody else is, nor of what everybody sees anyway', async () => {
    const { core, posts } = await house()
    const place = { ...THREAD, visibility: 'direct' as const }
    await core.accept({ ...command('c1', 'all'), place })
    await core.accept(message('m1', 'hello?'))
    await settle()
    const offered = posts.flatMap(post => post.reply.actions.map(({ id }) => id))
    const each = ['working', 'helpful', 'unhelpful']
    expect(offered).toEqual([...each, ...each])
  })
})

describe('suggestions', () => {
  it('come with what begins so first, then what holds it, whatever the case', async () => {
    const { core } = await house()
    expect(core.complete('fruit', 'name', 'p')).toEqual(['Pear', 'Apple Pie', 'Apple'])
    expect(core.complete('fruit', 'name', '')).toEqual(['Apple', 'Apple Pie', 'Pear', 'Quince'])
    expect(core.complete('fruit', 'nothing', '')).toEqual([])
    expect(core.complete('nothing', 'name', '')).toEqual([])
  })

  it('are never more than 25', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `fruit ${index}`)
    const fruit = COMMANDS[1]
    const option = fruit?.options[0]
    if (fruit === undefined || option === undefined) throw new Error('fixture')
    const commands = [{ ...fruit, options: [{ ...option, choices: () => many }] }]
    expect((await house({ commands })).core.complete('fruit', 'name', 'fr')).toHaveLength(25)
  })
})
