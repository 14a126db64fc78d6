// Holds the reading of what stands behind the slash.
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../src/adapters/slack/parse-command.ts'
import { recordingCore } from '../recording-core.ts'

const core = recordingCore()
const parse = (text: string) => parseCommand(text, core.commands, core.choices)

describe('parseCommand', () => {
  it.for<[string, string, Record<string, string>]>([
    ['colours', 'colours', {}],
    ['Fruit pear', 'fruit', { name: 'pear' }],
    ['fruit Apple Pie', 'fruit', { name: 'Apple Pie' }],
    ['fruit name:Apple Pie', 'fruit', { name: 'Apple Pie' }],
    ['fruit name="Apple Pie"', 'fruit', { name: 'Apple Pie' }],
    ['fruit name=“Apple Pie”', 'fruit', { name: 'Apple Pie' }],
    ['topics', 'topics', {}],
    ['compare apple pie pear', 'compare', { a: 'apple pie', b: 'pear' }],
    ['compare pear apple pie', 'compare', { a: 'pear', b: 'apple pie' }],
    ['compare apple and pear', 'compare', { a: 'apple', b: 'pear' }],
    ['compare red plum vs green plum', 'compare', { a: 'red plum', b: 'green plum' }],
    ['compare "red plum" "green plum"', 'compare', { a: 'red plum', b: 'green plum' }],
    ['compare b:pear a:apple pie', 'compare', { a: 'apple pie', b: 'pear' }],
    ['compare b:pear', 'compare', { b: 'pear' }],
    ['check it grew in 2024: a lot', 'check', { claim: 'it grew in 2024: a lot' }],
    ['ask how many?', 'ask', { question: 'how many?' }],
  ])('reads "%s" as a command', ([text, name, options]) => {
    expect(parse(text)).toEqual({ name, options })
  })

  it('takes words that begin with no command as a question', () => {
    expect(parse('how many apples?')).toEqual({
      name: 'ask',
      options: { question: 'how many apples?' },
    })
  })

  it('takes words behind a command without options as a question', () => {
    expect(parse('colours of apples in 2024?')).toEqual({
      name: 'ask',
      options: { question: 'colours of apples in 2024?' },
    })
  })

  it('reads nothing as no command', () => {
    expect(parse(' ')).toBeUndefined()
  })
})
