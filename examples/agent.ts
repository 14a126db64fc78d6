// An agent of LangChain's that answers with this checkout's tools: node examples/agent.ts "a question".
//
// The model is named as LangChain names models (--model openai:gpt-5-mini) and reached as its client
// reaches it: for any server that speaks OpenAI's protocol set OPENAI_BASE_URL and OPENAI_API_KEY.
import { parseArgs } from 'node:util'
import { createAgent, initChatModel, ToolMessage } from 'langchain'
import type { Citation, Reply } from '#magnets'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { createFactTools } from '../src/model/index.ts'

const { values, positionals } = parseArgs({
  options: { model: { type: 'string', default: 'openai:gpt-5-mini' } },
  allowPositionals: true,
})
const question = positionals.join(' ')
const config = readConfig()
const log = createLog({ level: config.logLevel, secrets: config.secrets })
const app = await createApp({ config, log, now: () => new Date() })

const agent = createAgent({
  model: await initChatModel(values.model),
  tools: createFactTools(app),
  systemPrompt:
    'Answer from the tools alone. Keep every hedge, unit and date as a tool words it, cite as it does, and say so where the base holds nothing.',
})
const { messages } = await agent.invoke({ messages: [{ role: 'user', content: question }] })

// The guard vouches for what tools return. What a model makes of it is checked once more, by the same base.
const answer = messages.at(-1)?.text ?? ''
console.log(answer)
console.log('\nThe tools rest on:')
for (const { fact, title, section } of citationsIn(messages)) {
  console.log(`- ${fact} (${title}, ${section})`)
}
console.log(`\nThe base on these words:\n${app.check(answer).text}`)
await app.stop()

function citationsIn(all: readonly unknown[]): readonly Citation[] {
  const cited = all.flatMap(message =>
    ToolMessage.isInstance(message)
      ? ((message.artifact as Reply | undefined)?.citations ?? [])
      : [],
  )
  return [...new Map(cited.map(citation => [citation.fact, citation])).values()]
}
