// The same engine over another subject: what it knows of words is data, so another folder makes another bot.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../src/answer/engine.ts'
import { checkKnowledge, loadBase } from '../../src/knowledge/index.ts'
import { askAll, readQuestions } from './question-set.ts'

const FOLDER = fileURLToPath(new URL('../fixtures/second-base', import.meta.url))

/** Percent of the questions that were right when last measured, rounded down; raise it, never lower it. */
const FLOOR = 89

describe('a base on another subject', () => {
  it('has no problem', () => {
    const { problems } = checkKnowledge(FOLDER)
    expect(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([])
  })

  it('is answered from no worse than when last measured', () => {
    const asked = askAll(createEngine(loadBase(FOLDER)), readQuestions('second-base.jsonl'), id => [
      id,
    ])
    const wrong = asked.filter(({ grade }) => !grade.ok)
    const right = (100 * (asked.length - wrong.length)) / asked.length
    const list = wrong.map(({ question, grade }) => `${question.id}: ${grade.why}`).join('\n')
    expect(right, list).toBeGreaterThanOrEqual(FLOOR)
  })

  it('has questions about facts that it holds', () => {
    const base = loadBase(FOLDER)
    const named = readQuestions('second-base.jsonl').flatMap(({ facts }) => facts)
    expect(named.filter(id => base.fact(id) === undefined)).toEqual([])
  })
})
