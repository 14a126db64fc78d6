// Lies about time: years, months and quarters moved, and the words before them.
import { MONTHS } from '#magnets'
import { type Mutator, replaced, retold, some } from './lie.ts'

const year: Mutator = truth =>
  retold(
    truth,
    replaced(truth.text, /\b(?:1[5-9]|20)\d{2}\b/g, found =>
      [-10, -2, -1, 1, 2, 10].map(step => String(Number(found) + step)),
    ),
  )

const month: Mutator = (truth, { random }) =>
  retold(
    truth,
    replaced(truth.text, new RegExp(`\\b(?:${MONTHS.join('|')})(?= \\d{4})`, 'g'), found =>
      some([...MONTHS.filter(other => other !== found), 'early', 'late', ''], 8, random),
    ),
  )

const added: Mutator = truth =>
  /\d{4}/.test(truth.text)
    ? []
    : retold(
        truth,
        ['2019', '2023', '2024', '2031'].flatMap(found => [
          truth.text.replace(/\.$/, ` in ${found}.`),
          `Since ${found}, ${truth.text}`,
        ]),
      )

const before: Mutator = truth =>
  retold(truth, [
    ...replaced(
      truth.text,
      /\b(?:in|since|by|early|late|after)(?= (?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?\d{4})/gi,
      found =>
        [
          'since',
          'by',
          'before',
          'until',
          'after',
          'early',
          'late',
          'not before',
          'from',
          'around',
        ].filter(other => other !== found.toLowerCase()),
    ),
    ...replaced(truth.text, /\bby the end of\b/g, () => [
      'by the start of',
      'in',
      'since',
      'after the end of',
      'at the end of',
      'before the end of next year after',
    ]),
    ...replaced(truth.text, /\bat first\b/g, () => ['in the end', 'at full scale', 'finally']),
    ...replaced(truth.text, /\bat full (?:scale|capacity)\b/gi, () => [
      'at first',
      'from the start',
      'in its first year',
    ]),
  ])

const dropped: Mutator = (truth, { base }) =>
  truth.facts.some(id => base.fact(id)?.period !== undefined && base.fact(id)?.value !== undefined)
    ? retold(
        truth,
        replaced(
          truth.text,
          /,? ?(?:\b[Ii]n|\bsince|\bby) (?:the end of |early |late )?(?:[A-Z][a-z]+ )?\d{4},?/g,
          () => [''],
        ),
      )
    : []

const compared: Mutator = truth =>
  retold(
    truth,
    replaced(truth.text, /\bon a year earlier\b/g, () => [
      '',
      'on a month earlier',
      'on the year 2020',
      'on a decade earlier',
      'on a quarter earlier',
      'on the forecast',
      'on a week earlier',
    ]),
  )

export const time = { year, month, added, before, dropped, compared }
