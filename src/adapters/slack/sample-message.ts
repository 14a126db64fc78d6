// A message with every native form of ours, by which the doctor finds out what a server takes.
import { ACTIONS, type Reply } from '#magnets'
import { render } from './render.ts'

const cell = (text: string) => ({ text, facts: [] })
const point = (label: string, amount: number) => ({
  label,
  facts: [],
  quantity: { amount, unit: 'piece', hedge: 'exact' as const },
})

const REPLY: Reply = {
  outcome: 'answer',
  text: 'A sample.',
  parts: [
    { kind: 'sentence', role: 'answer', text: 'A sample.', facts: [] },
    { kind: 'list', items: [cell('One'), cell('Two')] },
    {
      kind: 'table',
      title: 'A table',
      columns: [
        { label: 'Name', align: 'left' },
        { label: 'Figure', align: 'right' },
      ],
      rows: [[cell('One'), cell('1')]],
    },
    {
      kind: 'chart',
      chart: {
        ...{ kind: 'bar', title: 'A chart', unit: 'piece', alt: 'A chart. One: 1. Two: 2.' },
        series: [{ name: 'Figures', points: [point('One', 1), point('Two', 2)] }],
      },
    },
  ],
  citations: [],
  workings: [],
  actions: [
    { id: ACTIONS.helpful, label: 'Helpful', value: 'sample' },
    { id: ACTIONS.unhelpful, label: 'Not helpful', value: 'sample' },
    { id: ACTIONS.ask, label: 'A question', value: 'sample' },
  ],
}

/** It is never posted. */
export const SAMPLE_MESSAGE = render(REPLY)[0] ?? {}
