// Between a model and the facts' own answer: what is offered, what may be said, what stays said.
import { describe, expect, it } from 'vitest'
import { EMPTY_CONVERSATION, type Plan } from '#magnets'
import { createEngine } from '../../../src/answer/engine.ts'
import { loadBase } from '../../../src/knowledge/load.ts'

const engine = createEngine(loadBase('knowledge'))
const NOW = new Date('2026-11-01T12:00:00Z')
const ask = (question: string) => engine.answer(question, EMPTY_CONVERSATION, NOW)

const word = (question: string, sentences: Plan['sentences'], language = 'en') => {
  const answered = ask(question)
  const worded = engine.wording.accept(answered, { language, sentences })
  return 'reply' in worded ? worded.reply.text : worded.reasons.join('\n')
}

const reconsider = (question: string, restated: string, facts: string[] = [], language = 'en') => {
  const understood = { language, question: restated, facts }
  const result = engine.wording.reconsider(ask(question), understood, EMPTY_CONVERSATION, NOW)
  return 'answered' in result ? result.answered.reply.text : result.reasons.join('\n')
}

const OXIDES = 'How much rare earth oxide did Mountain Pass produce in 2024?'
const FACT = 'mountain-pass-oxides-2024'

describe('what a model is offered', () => {
  it('is the question, the facts of the answer and the answer, with figures as they will be told', () => {
    const material = engine.wording.material(ask(OXIDES), EMPTY_CONVERSATION)
    expect(material).toMatchObject({
      question: OXIDES,
      earlier: [],
      facts: [{ id: FACT, value: 'more than 45,000 metric tons', date: 'in 2024' }],
      answer: [{ facts: [FACT] }],
    })
  })

  it('is nothing for small talk', () => {
    expect(engine.wording.material(ask('hello'), EMPTY_CONVERSATION)).toBeUndefined()
  })

  it('is nothing where the base knows what it lacks', () => {
    const price = ask('What is the market price of neodymium?')
    expect(price).toMatchObject({
      reply: { outcome: 'refusal' },
      explanation: { rule: 'unheld-measure' },
    })
    expect(engine.wording.material(price, EMPTY_CONVERSATION)).toBeUndefined()
  })

  it('is a choice of facts where the question was not understood', () => {
    const material = engine.wording.material(
      ask('Wie viel Oxid produzierte Mountain Pass 2024?'),
      EMPTY_CONVERSATION,
    )
    if (material?.answer.length === 0) expect(material.facts.length).toBeGreaterThan(1)
    else expect(material?.facts[0]?.id).toBeDefined()
  })
})

describe('a worded answer', () => {
  it('has the figure, hedge, unit and date that the house writes, its citation and its source', () => {
    const text = word(OXIDES, [
      {
        text: 'Mountain Pass turned out {mountain-pass-oxides-2024} of rare earth oxides {mountain-pass-oxides-2024.date}.',
        facts: [FACT],
      },
    ])
    expect(text).toContain(
      'Mountain Pass turned out more than 45,000 metric tons of rare earth oxides in 2024. [1]',
    )
    expect(text).toContain('As of June 2025. Source:')
  })

  it('may not hold a figure that the model wrote, even a right one', () => {
    const text = word(OXIDES, [
      {
        text: 'Mountain Pass turned out more than 45,000 metric tons of rare earth oxides in 2024.',
        facts: [FACT],
      },
    ])
    expect(text).toContain('is written out; use a placeholder')
  })

  it('may not leave out the figure', () => {
    expect(
      word(OXIDES, [{ text: 'Mountain Pass produced rare earth oxides in 2024.', facts: [FACT] }]),
    ).toContain('is left out')
  })

  it('may not rest on a fact that the answer does not cite', () => {
    const text = word(OXIDES, [
      {
        text: 'China makes {china-neodymium-magnet-share} of neodymium magnets.',
        facts: ['china-neodymium-magnet-share'],
      },
    ])
    expect(text).toContain('is no fact of this answer')
  })

  it('keeps the caveat and the verdict of the facts, whatever the model begins with', () => {
    const question =
      'Did MP Materials deliver its first magnets to General Motors by the end of 2024?'
    const answered = ask(question)
    expect(answered.reply.outcome).toBe('correction')
    const said = [
      {
        text: 'General Motors is expected to get its first automotive-grade magnets from MP Materials {mp-first-magnets-2025.date}.',
        facts: ['mp-first-magnets-2025'],
      },
    ]
    const text = word(question, said)
    expect(text).toMatch(/^No\. General Motors is expected .* by the end of 2025\. \[1\]/)
    expect(text).toContain('the base does not record whether')
    expect(
      word(question, [{ text: `Yes, ${said[0]?.text}`, facts: said[0]?.facts ?? [] }]),
    ).toContain('it says "Yes"')
  })

  it('tells arithmetic with its working', () => {
    const question = "What share of China's output would Stillwater make at full capacity?"
    const [working] = ask(question).reply.workings
    expect(working?.operation).toBe('share')
    const text = word(question, [
      {
        text: `At full capacity, the Stillwater plant is planned to make {share(stillwater-full-capacity, china-output-estimate)} of China's estimated output.`,
        facts: ['stillwater-full-capacity', 'china-output-estimate'],
      },
    ])
    expect(text).toContain('about 1.7%')
    expect(text).toContain('5,000 ÷ 300,000')
  })

  it('in another language stands above the facts in English', () => {
    const question = 'Combien de tonnes produisait Mountain Pass en 2024 ?'
    const understood = { language: 'fr', question: OXIDES, facts: [FACT] }
    const first = ask(question)
    const result =
      first.reply.outcome === 'refusal'
        ? engine.wording.reconsider(first, understood, EMPTY_CONVERSATION, NOW)
        : { answered: first }
    if (!('answered' in result)) throw new Error(result.reasons.join('\n'))
    const plan = {
      language: 'fr',
      sentences: [
        {
          text: 'Mountain Pass a produit {mountain-pass-oxides-2024} d’oxydes de terres rares en 2024.',
          facts: [FACT],
        },
      ],
    }
    const worded = engine.wording.accept(result.answered, plan)
    if (!('reply' in worded)) throw new Error(worded.reasons.join('\n'))
    expect(worded.reply.text).toContain('a produit more than 45,000 metric tons')
    expect(worded.reply.text).toContain(
      'Mountain Pass produced more than 45,000 metric tons of rare earth oxides in 2024.',
    )
    for (const lie of ['en 2023', 'en mai 2024', 'deux fois en 2024', 'en 2024, 46 000 en tout']) {
      const text = `Mountain Pass a produit {mountain-pass-oxides-2024} d’oxydes de terres rares ${lie}.`
      expect(
        engine.wording.accept(result.answered, { ...plan, sentences: [{ text, facts: [FACT] }] }),
      ).toHaveProperty('reasons')
    }
  })

  it('can be shown before the rest is there', () => {
    const preview = (...texts: string[]) =>
      engine.wording.preview(ask(OXIDES), {
        language: 'en',
        sentences: texts.map(text => ({ text, facts: [FACT] })),
      })
    const said =
      'Mountain Pass turned out {mountain-pass-oxides-2024} of rare earth oxides in 2024.'
    expect(preview(said)?.text).toMatch(
      /^Mountain Pass turned out more than 45,000 metric tons of rare earth oxides in 2024\. \[1\]\nMore is on its way…\nAs of/,
    )
    expect(preview(said.replace('2024.', '2023.'))).toBeUndefined()
    expect(preview(said, 'Hospitals depend on it too.')).toBeUndefined()
  })

  it('may not be in another language than the question', () => {
    expect(
      word(
        OXIDES,
        [{ text: 'Mountain Pass a produit {mountain-pass-oxides-2024}.', facts: [FACT] }],
        'fr',
      ),
    ).toContain('answer in English')
  })
})

describe('a question that a model restated', () => {
  it('is answered by the facts and told as it was read', () => {
    const text = reconsider(
      'Hur mycket oxid gjorde Mountain Pass 2024, tack?',
      OXIDES,
      [FACT],
      'sv',
    )
    expect(text).toContain(`I read the question as: “${OXIDES}”`)
    expect(text).toContain('more than 45,000 metric tons')
  })

  it('may not have another year, thing or number', () => {
    expect(reconsider('How much oxide did Mountain Pass churn in 2019?', OXIDES)).toContain(
      'other numbers',
    )
    expect(
      reconsider(
        'What about the Zorblax of Round Top?',
        'What stake does USA Rare Earth hold in Round Top?',
      ),
    ).toContain('leaves out a word')
    expect(
      reconsider('Who gobsmacks Round Top?', 'What share of neodymium magnets does China make?'),
    ).toMatch(/leaves out|names what was not/)
  })

  it('stays refused where the base holds nothing', () => {
    expect(
      reconsider(
        'Wie viel kostet Neodymoxid bei Mountain Pass?',
        'What does neodymium oxide cost at Mountain Pass?',
        [FACT],
        'de',
      ),
    ).toContain('no fact answers')
  })
})
