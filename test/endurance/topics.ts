// Questions that each can be told by a phrase of its answer, whatever was said before.

export interface Topic {
  readonly question: string
  /** Stands in the answer to this question and in none to another. */
  readonly phrase: string
}

export const TOPICS: readonly Topic[] = [
  { question: 'How much NdPr oxide did Mountain Pass produce in 2024?', phrase: '1,300 tons' },
  {
    question: 'How much rare earth oxide did Mountain Pass produce in 2024?',
    phrase: '45,000 metric tons',
  },
  {
    question: 'How far had exports of rare earth magnets from China fallen in May 2025?',
    phrase: 'down 74 percent',
  },
  {
    question: 'When is the Stillwater plant scheduled to begin production?',
    phrase: 'begin production in 2026',
  },
  {
    question: 'How much has the Department of Defense invested since 2020 in rare earth refining?',
    phrase: '$439 million',
  },
  {
    question: 'By how much is global demand for rare earth magnets projected to rise by 2040?',
    phrase: 'nearly 500 percent',
  },
  {
    question: 'Which law has the federal government used to get domestic production going?',
    phrase: 'Defense Production Act',
  },
  { question: 'What did the G7 nations pledge on critical minerals?', phrase: 'G7 nations' },
]

/** The one topic that a text answers; undefined where it answers none, or several. */
export function topicIn(text: string): Topic | undefined {
  const found = TOPICS.filter(topic => text.includes(topic.phrase))
  return found.length === 1 ? found[0] : undefined
}
