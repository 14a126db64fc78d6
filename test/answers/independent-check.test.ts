// Runs the independent checker over what really leaves: every question and every command, on three dates.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { EMPTY_CONVERSATION, withTurn } from '#magnets'
import { createEngine } from '../../src/answer/engine.ts'
import { loadBase } from '../../src/knowledge/index.ts'
import { base, engine } from '../answer/our-engine.ts'
import { loadCommands, runCommand } from '../commands/command-desk.ts'
import { sharedPath } from '../shared-material.ts'
import type { GoldenQuestion } from './grade-answer.ts'
import { createChecker, type Finding } from './independent-check.ts'
import { readKnowledge } from './independent-check-knowledge.ts'
import { GOLDEN, PRACTICE, readQuestions } from './question-set.ts'

const OURS = fileURLToPath(new URL('../../knowledge', import.meta.url))
const SECOND = fileURLToPath(new URL('../fixtures/second-base', import.meta.url))
const SAMPLE = sharedPath('questions/sample.jsonl')

/** Before the first plan falls due, after it, and after the second. */
const DATES = ['2025-07-10', '2026-11-23', '2027-02-10'].map(day => new Date(`${day}T12:00:00Z`))

const checker = createChecker(readKnowledge(OURS))
const commands = await loadCommands()

function told(findings: readonly Finding[], asked: readonly string[]): readonly string[] {
  return findings.map(
    ({ rule, words, where, text }) =>
      `${rule} “${words}” in ${where}: ${text} <- ${asked.join(' | ')}`,
  )
}

/** What the checker finds in the reply to every turn of every question, on every date. */
function findingsFor(
  questions: readonly GoldenQuestion[],
  asking = engine,
  checking = checker,
): readonly string[] {
  return DATES.flatMap(now =>
    questions.flatMap(({ turns }) => {
      let conversation = EMPTY_CONVERSATION
      return turns.flatMap((turn, n) => {
        const answered = asking.answer(turn, conversation, now)
        conversation = withTurn(conversation, answered.turn)
        const asked = turns.slice(0, n + 1)
        return told(checking.check(answered.reply, asked), asked)
      })
    }),
  )
}

/** Every choice of every option; two choices in all their pairs. */
function callsOf(options: (typeof commands)[number]['options']): readonly Record<string, string>[] {
  const [option, ...others] = options
  if (option === undefined) return [{}]
  const values = option.kind === 'text' ? textsFor(option.name) : (option.choices?.(base) ?? [])
  const calls = values.flatMap(value =>
    callsOf(others).map(call => ({ [option.name]: value, ...call })),
  )
  return option.required ? calls : [...callsOf(others), ...calls]
}

/** Claims: what every fact states, and the same with each figure made another. */
function textsFor(option: string): readonly string[] {
  const statements = base.facts.map(({ statement }) => statement)
  if (option !== 'claim')
    return ['How much?', 'What does Lynas make?', ...base.vocabulary.about.examples]
  return [
    ...statements,
    ...statements
      .filter(statement => /\d/.test(statement))
      .map(statement => statement.replace(/\d/g, digit => String((Number(digit) + 3) % 10))),
  ]
}

/** Slow machines need more; a quiet one takes a few seconds. */
const TIME_LIMIT_MS = 60_000

describe('what the YAML does not hold', { timeout: TIME_LIMIT_MS }, () => {
  it.each([...GOLDEN, ...PRACTICE])('stands in no reply to %s', file => {
    expect(findingsFor(readQuestions(file))).toEqual([])
  })

  it.skipIf(SAMPLE === undefined)('stands in no reply to the sample', () => {
    expect(findingsFor(readQuestions(SAMPLE ?? ''))).toEqual([])
  })

  it('stands in no reply from a base on another subject', () => {
    const other = createEngine(loadBase(SECOND))
    const questions = readQuestions('second-base.jsonl')
    expect(findingsFor(questions, other, createChecker(readKnowledge(SECOND)))).toEqual([])
  })

  it.each(commands.map(({ name }) => name))('stands in nothing that /%s says', async name => {
    const options = commands.find(command => command.name === name)?.options ?? []
    const wrong = options.map(option => ({ [option.name]: 'Lynas 99' }))
    const found: string[] = []
    for (const call of [...callsOf(options), ...wrong]) {
      for (const now of DATES) {
        const asked = Object.values(call)
        const reply = await runCommand(name, { options: call, now })
        found.push(...told(checker.check(reply, asked), [name, ...asked]))
      }
    }
    expect(found).toEqual([])
  })
})

describe('the independent checker', () => {
  it('takes nothing from the code that it checks but types of the contract', () => {
    const here = fileURLToPath(new URL('.', import.meta.url))
    const files = readdirSync(here).filter(name => /^independent-check(?:-[a-z]+)?\.ts$/.test(name))
    const imports = files.flatMap(
      name => readFileSync(`${here}${name}`, 'utf8').match(/^(?:import|\} from).*'.*$/gm) ?? [],
    )
    expect(files.length).toBeGreaterThan(3)
    const foreign = imports.filter(
      line => !/'(?:\.\/independent-check[a-z-]*\.ts|node:[a-z]+|yaml|zod)'$/.test(line),
    )
    expect(foreign.filter(line => !/^import type .*'#magnets'$/.test(line))).toEqual([])
  })
})
