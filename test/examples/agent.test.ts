// The example of an agent runs as the README says, against a server that speaks OpenAI's protocol.
import { expect, it, onTestFinished } from 'vitest'
import { shell } from '../cli/command-line.ts'
import { type ChatRequest, type Saying, startModelDouble } from '../doubles/model/index.ts'

const QUESTION = 'How much NdPr oxide did Mountain Pass produce in 2024?'

/** Looks for facts and asks, then says what the answer says in its first line. */
function model({ messages }: ChatRequest): Saying {
  if (messages.at(-1)?.role === 'user') {
    return {
      calls: [
        { name: 'find_facts', args: { question: QUESTION, limit: 3 } },
        { name: 'ask', args: { question: QUESTION } },
        { name: 'metric_company', args: { name: 'MP Materials' } },
      ],
    }
  }
  // Tools run side by side, so that the second call's answer may come last.
  const answer = messages.find(({ tool_call_id }) => tool_call_id === 'call_1')
  return { text: String(answer?.content).split('\n', 1)[0] ?? '' }
}

it('calls the tools, says their words, and shows what they rest on', async () => {
  const double = await startModelDouble(model)
  onTestFinished(() => double.close())
  const { code, out, err } = await shell(`node examples/agent.ts "${QUESTION}"`, {
    OPENAI_BASE_URL: double.url,
    OPENAI_API_KEY: 'none',
  })
  expect([code, err]).toEqual([0, ''])
  const [answer = '', ...rest] = out.split('\n')
  expect(answer).toContain('about 1,300 tons')
  expect(answer).toContain('in 2024')
  expect(rest.join('\n')).toContain('- mountain-pass-ndpr-2024 (')
  expect(rest.join('\n')).toMatch(/The base on these words:\nSupported\./)
  const offered = double.requests[0]?.tools?.map(tool => tool.function.name) ?? []
  expect(offered).toEqual(
    expect.arrayContaining(['find_facts', 'ask', 'check_claim', 'metric_capacity']),
  )
})
