// Lies about figures: digits, scale, words for numbers, units, hedges.
import { type Mutator, replaced, retold, some } from './lie.ts'

const NUMBER = /(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d])/g
const YEARLIKE = /^(?:1[5-9]|20)\d{2}$/

const amounts = (text: string, change: (number: string) => readonly string[]) =>
  replaced(text, NUMBER, number => (YEARLIKE.test(number) ? [] : change(number)))

const digit: Mutator = (truth, { random }) =>
  retold(
    truth,
    amounts(truth.text, number =>
      some(
        [...number.matchAll(/\d/g)]
          .flatMap(({ index }) =>
            [1, 2, 5, 9].map(step => {
              const turned = String((Number(number[index]) + step) % 10)
              return number.slice(0, index) + turned + number.slice(index + 1)
            }),
          )
          .filter(other => !/^0\d/.test(other)),
        12,
        random,
      ),
    ),
  )

const scale: Mutator = truth =>
  retold(truth, [
    ...amounts(truth.text, number =>
      [
        ...(number.includes('.') ? [] : [`${number}0`]),
        `${number},000`,
        number.replace(/,\d{3}$/, ''),
        number.replace(/^\d/, ''),
      ].filter(other => other !== '' && other !== number && !other.startsWith(',')),
    ),
    ...replaced(truth.text, /\b(?:million|billion|thousand)\b/g, word =>
      ['million', 'billion', 'thousand', 'trillion', ''].filter(other => other !== word),
    ),
  ])

const inWords: Mutator = truth =>
  retold(
    truth,
    amounts(truth.text, number => [
      'half a dozen',
      'dozens of',
      'hundreds of',
      ...(number === '2' ? [] : ['two']),
      'nearly all',
      'a third of',
      'a handful of',
    ]),
  )

const sign: Mutator = truth =>
  retold(
    truth,
    amounts(truth.text, number => [
      `-${number}`,
      `−${number}`,
      `+${number}`,
      `~${number}`,
      `≈${number}`,
      `>${number}`,
    ]),
  )

const UNITS: readonly string[] = [
  'metric tons',
  'tons',
  'short tons',
  'kilograms',
  'pounds',
  'tons per year',
  'percent',
  '%',
  'percentage points',
  'square feet',
  'square meters',
  'acres',
  'dollars',
  'euros',
  'months',
  'years',
  'weeks',
  'times',
  'basis points',
  'containers a year',
  'passengers',
  'kilometers',
  'miles',
  'meters',
  'crowns',
  'knots',
  'minutes',
  'hours',
]
const UNIT = new RegExp(
  `(?<=\\d[\\d,.]*(?: million| billion)? |\\d-)(?:${[...UNITS]
    .filter(u => u !== '%')
    .sort((a, b) => b.length - a.length)
    .join('|')})\\b`,
  'g',
)

const unit: Mutator = (truth, { random }) =>
  retold(
    truth,
    replaced(truth.text, UNIT, word =>
      some(
        UNITS.filter(other => other !== word && !(word === 'percent' && other === '%')),
        9,
        random,
      ),
    ),
  )

const noUnit: Mutator = truth =>
  retold(
    truth,
    replaced(truth.text, UNIT, word =>
      word.endsWith('per year') ? [word.replace(' per year', '')] : [''],
    ),
  )

const currency: Mutator = truth =>
  retold(
    truth,
    replaced(truth.text, /\$/g, () => ['€', '£', '']),
  )

const rate: Mutator = truth =>
  retold(
    truth,
    amounts(truth.text, number => [`${number} a month`, `${number} a day`]).concat(
      truth.text.replace(/\.$/, ' a year.'),
      truth.text.replace(/\.$/, ' per month.'),
    ),
  )

const HEDGES = [
  'more than',
  'less than',
  'nearly',
  'about',
  'up to',
  'at least',
  'at most',
  'exactly',
  'only',
  'almost exactly',
  'as little as',
  'well over',
  'far more than',
  'just',
  'fully',
  'no more than',
  'not even',
] as const
const HEDGE =
  /\b(?:[Mm]ore than|[Ll]ess than|[Nn]early|[Aa]bout|[Uu]p to|[Aa]t least|[Aa]t most|[Rr]oughly)(?= \$?\d)/g

const hedge: Mutator = truth =>
  retold(truth, [
    ...replaced(truth.text, HEDGE, word => [
      '',
      ...HEDGES.filter(other => other !== word.toLowerCase()),
    ]),
    ...replaced(truth.text, /(?<![\w.,$])\$?\d[\d,]*(?:\.\d+)?/g, number =>
      YEARLIKE.test(number) || HEDGE_BEFORE.test(truth.text.slice(0, truth.text.indexOf(number)))
        ? []
        : HEDGES.map(word => `${word} ${number}`),
    ),
  ])
const HEDGE_BEFORE = /(?:more than|less than|nearly|about|up to|at least|at most|roughly) \$?$/i

export const figures = { digit, scale, inWords, sign, unit, noUnit, currency, rate, hedge }
