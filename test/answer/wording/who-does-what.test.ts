// Sentences of the statement's own words in which somebody else does it, something else hangs on it, or it is done already.
import { describe, expect, it } from 'vitest'
import { createWordingGuard } from '../../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../../src/knowledge/load.ts'

const guard = createWordingGuard(loadBase('knowledge'))
const inspect = (text: string, fact: string) => guard.inspect({ text, facts: [fact] })

/** What it tries, the fact, a true sentence, and one that is not. */
const PAIRS: readonly (readonly [string, string, string, string])[] = [
  [
    'the passive',
    'us-import-reliance',
    'Imported magnets have long been relied on by the United States.',
    'The United States has long been relied on for imported magnets.',
  ],
  [
    'a verb that tells it from the other side',
    'mp-texas-funding',
    'MP Materials was given $1.2 billion to support its facility in Texas.',
    'MP Materials gave $1.2 billion to support its facility in Texas.',
  ],
  [
    'what drives what',
    'demand-driver',
    'What drives the expected growth in demand for rare earth magnets is the shift to clean energy.',
    'The expected growth in demand for rare earth magnets is what drives the shift to clean energy.',
  ],
  [
    'what lacks what',
    'obstacle-refining',
    'Refining technology at commercial scale is lacking in the United States for several heavy rare earths.',
    'Several heavy rare earths lack refining technology at commercial scale in the United States.',
  ],
  [
    'who delivers',
    'mp-first-magnets-2025',
    'MP Materials expects its first automotive-grade magnets to be delivered to General Motors by the end of 2025.',
    'MP Materials expects General Motors to deliver its first automotive-grade magnets by the end of 2025.',
  ],
  [
    'what came first',
    'export-drop-cause',
    'After Beijing tightened its export controls in April 2025, China’s magnet exports fell.',
    'Beijing tightened its export controls in April 2025 after the fall in China’s magnet exports.',
  ],
  [
    'a cause that no fact states',
    'export-drop-cause',
    'The fall in China’s magnet exports followed Beijing’s tightening of its export controls in April 2025.',
    'China’s magnet exports fell because Beijing tightened its export controls in April 2025.',
  ],
  [
    'what control is over',
    'china-keeps-licensing',
    'When some tariffs were eased in June 2025, China kept its control over the licensing of magnet exports.',
    'China kept its control over some tariffs when the licensing of magnet exports was eased in June 2025.',
  ],
  [
    'whose it is',
    'china-oxide-share',
    'Under Chinese control is less than 70 percent of the world’s rare earth oxide production.',
    'Less than 70 percent of Chinese rare earth oxide production is under the world’s control.',
  ],
  [
    'what is the only one',
    'mountain-pass-mine',
    'The only large-scale rare earth mine in the United States, at Mountain Pass in California, is run by MP Materials.',
    'MP Materials runs only the large-scale rare earth mine in the United States, at Mountain Pass in California.',
  ],
  [
    'what is to be done',
    'export-license-effect',
    'New urgency to redesign their supply chains is what manufacturers have with licenses that short.',
    'With licenses that short, manufacturers have redesigned their supply chains with new urgency.',
  ],
  [
    'by how much and to how much',
    'stillwater-full-capacity',
    'By USA Rare Earth’s plans, the Stillwater plant is to be expanded to 5,000 tons per year.',
    'USA Rare Earth plans to expand the Stillwater plant by 5,000 tons per year.',
  ],
  [
    'what is left out',
    'us-front-runners',
    'The efforts to create a US magnet supply chain are led by MP Materials and USA Rare Earth.',
    'MP Materials and USA Rare Earth have created a US magnet supply chain.',
  ],
  [
    'what lies in what',
    'round-top-stake',
    'In the Round Top deposit in Texas, USA Rare Earth holds a 70 percent stake.',
    'The Round Top deposit in Texas holds a 70 percent stake in USA Rare Earth.',
  ],
]

describe('who does what', () => {
  it.each(PAIRS)('tells %s', (_, fact, truth, lie) => {
    expect(inspect(truth, fact)).toEqual([])
    expect(inspect(lie, fact)).not.toEqual([])
  })
})
