// Lies about what happens: contraries, denials, certainty, extent, and things added.
import { type Mutator, replaced, retold } from './lie.ts'

const CONTRARY: readonly (readonly [string, ...string[]])[] = [
  ['down', 'up', 'unchanged'],
  ['fall', 'rise'],
  ['fell', 'rose', 'doubled'],
  ['rise', 'fall'],
  ['growth', 'decline'],
  ['tighter', 'looser'],
  ['tightened', 'lifted', 'eased'],
  ['eased', 'tightened', 'raised'],
  ['brought in', 'lifted', 'dropped', 'abolished'],
  ['introduced', 'abolished'],
  ['kept', 'gave up', 'lost'],
  ['strong', 'weak', 'gone'],
  ['complex', 'simple'],
  ['expensive', 'cheap'],
  ['time-consuming', 'quick'],
  ['lacks', 'has', 'leads in'],
  ['shortage', 'surplus'],
  ['essential', 'irrelevant', 'a threat'],
  ['less reliant', 'more reliant'],
  ['close', 'widen'],
  ['slow', 'speed up'],
  ['received', 'lost', 'returned', 'requested'],
  ['secured', 'lost', 'sold'],
  ['has the backing', 'has lost the backing'],
  ['exports', 'imports'],
  ['imported', 'exported'],
  ['domestic', 'foreign'],
  ['expand', 'cut', 'close'],
  ['building', 'closing', 'selling'],
  ['begin', 'end'],
  ['began', 'stopped'],
  ['produced', 'imported', 'sold', 'burned', 'stockpiled'],
  ['makes', 'buys', 'imports'],
  ['holds', 'sold', 'lost'],
  ['runs', 'closed', 'sold'],
  ['invested', 'lost', 'saved'],
  ['most', 'least'],
  ['only', 'second'],
  ['first', 'last'],
  ['small', 'large'],
  ['before', 'after'],
  ['after', 'before'],
  ['under Chinese control', 'outside Chinese control'],
  ['pledged', 'refused', 'failed'],
  ['used', 'repealed', 'broken'],
  ['regards', 'dismisses'],
  ['faster', 'slower'],
  ['closed', 'opened'],
  ['owns', 'sold'],
  ['handled', 'lost'],
  ['carry', 'lose'],
  ['put off', 'brought forward'],
  ['short', 'long'],
  ['more', 'fewer'],
]

const contrary: Mutator = truth =>
  retold(
    truth,
    CONTRARY.flatMap(([word, ...others]) =>
      replaced(truth.text, new RegExp(`\\b${word}\\b`, 'g'), () => others),
    ),
  )

const VERB =
  /\b(?:is|are|was|were|has|have|had|can|could|may|will|produced|received|makes|holds|runs|expects|plans|received|handled|began|lacks|limits|kept|came|fell)\b/g

const denied: Mutator = truth =>
  retold(truth, [
    ...replaced(truth.text, VERB, verb => [
      `${verb} not`,
      `never ${verb}`,
      `no longer ${verb}`,
      `hardly ${verb}`,
      `${verb} anything but`,
    ]),
    `It is not true that ${truth.text.charAt(0).toLowerCase()}${truth.text.slice(1)}`,
    ...replaced(truth.text, /\bno\b/gi, () => ['a', 'a good', 'every']),
    ...replaced(truth.text, /\bstill\b/g, () => ['no longer', 'never']),
  ])

const SURE: readonly (readonly [RegExp, ...string[]])[] = [
  [
    /\b(?:is planned to|plans to|is scheduled to|expects to|could|may) (?=[a-z]+\b)/g,
    'will ',
    'would surely ',
  ],
  [/\b(?:have|has) pledged to (?=[a-z]+\b)/g, 'will '],
  [/\bis estimated (?:at|to)\b/g, 'will be', 'would be'],
  [/\b(?:is|are) projected to (?=[a-z]+\b)/g, 'will '],
  [/\bis planned to make\b/g, 'makes', 'made', 'has made', 'is known to make'],
  [/\bis planned to (?:handle|carry|be)\b/g, 'was', 'has proven to be'],
  [/\bplans to expand\b/g, 'expanded', 'has expanded', 'refuses to expand'],
  [/\bexpects to deliver\b/g, 'delivered', 'has delivered', 'failed to deliver', 'is delivering'],
  [/\b(?:is|was) scheduled to (begin|open)\b/g, 'began', 'did begin', 'has begun'],
  [/\bis estimated at\b/g, 'is', 'was measured at', 'is exactly', 'is officially'],
  [/\bis estimated to (?:cost|stay)\b/g, 'costs', 'stays'],
  [/\bis projected to rise\b/g, 'rose', 'has risen', 'is certain to rise'],
  [/\bare projected to rise\b/g, 'rose', 'have risen'],
  [/\bhave pledged to become\b/g, 'have become', 'became'],
  [/\bhas pledged to make\b/g, 'made', 'has made'],
  [/\bcould bring in\b/g, 'brings in', 'brought in', 'will bring in'],
  [/\bcould earn\b/g, 'earns', 'earned', 'will earn'],
  [/\bmay slow\b/g, 'slows', 'has slowed', 'will slow', 'stops'],
  [/\bwould\b/g, 'did', 'does'],
  [/\bexpected growth\b/g, 'past growth', 'actual growth'],
  [/\bis building\b/g, 'has built', 'owns', 'plans'],
  [/\bare advancing\b/g, 'have adopted', 'have rejected'],
  [/\blead the efforts\b/g, 'have finished the efforts', 'oppose the efforts'],
]

const surer: Mutator = truth =>
  retold(
    truth,
    SURE.flatMap(([pattern, ...others]) => replaced(truth.text, pattern, () => others)),
  )

const rumoured: Mutator = truth =>
  retold(
    truth,
    [
      'Reportedly, ',
      'Rumour has it that ',
      'Allegedly, ',
      'Perhaps ',
      'Critics deny that ',
      'It was once believed that ',
      'China claims that ',
      'According to Reuters, ',
      'Experts agree that ',
      'Sadly, ',
    ].map(opener => `${opener}${truth.text.charAt(0).toLowerCase()}${truth.text.slice(1)}`),
  )

const extent: Mutator = truth =>
  retold(truth, [
    ...replaced(
      truth.text,
      /\b(?:several|some|among|large-scale|early-stage|pilot-scale|heavy|finished|partial|substantial|early|single|nearly|automotive-grade|commercial(?:ly)?|neodymium|resident|public|winter)\b/g,
      () => [
        'all',
        'every',
        'no',
        'all possible',
        'the only',
        'the largest',
        'half of all',
        'most',
      ],
    ),
    ...replaced(truth.text, /\bamong the most\b/g, () => [
      'the most',
      'the single most',
      'the only',
    ]),
    ...replaced(truth.text, /\ball\b/g, () => ['some', 'half of all', 'no']),
    ...[
      'All',
      'Only',
      'Nearly all',
      'Most',
      'Always, ',
      'Worldwide, ',
      'For the first time, ',
      'As the largest in the world, ',
    ].map(word => `${word} ${truth.text.charAt(0).toLowerCase()}${truth.text.slice(1)}`),
  ])

const ADDED = [
  ', and hospitals depend on it too',
  ', which makes it the largest in the world',
  ', because demand has collapsed',
  ', the most of any country',
  ', twice as much as a year earlier',
  ', despite protests',
  ', so prices will rise',
  ', ahead of schedule',
  ', according to the White House',
  ', although officials deny it',
  ', and experts expect more',
  ', for the first time',
  ', costing thousands of jobs',
  ', a record',
  ', with help from Japan',
  ', which is worrying',
  ', and Tesla is the buyer',
  ', more than Australia',
  ', a sharp fall',
  ', and never before',
  ', the source adds with regret',
  ', thanks to new technology',
  ', as everyone knows',
  ', at a loss',
  ', and the mine will close',
  ', under a secret deal',
  ', mostly by sea',
  ', and investors should buy',
  ', up from zero',
  ', enough for a million cars',
  ', and the plant is safe',
  ', one of three in the world',
  ', in secret',
  ', at gunpoint',
  ', against the law',
  ', for export only',
  ', in breach of contract',
  ', before anyone else',
]

const added: Mutator = truth =>
  retold(
    truth,
    ADDED.map(clause => truth.text.replace(/\.$/, `${clause}.`)),
  )

export const meaning = { contrary, denied, surer, rumoured, extent, added }
