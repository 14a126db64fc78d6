// What is sent to a response_url, and what its answers mean.
import { expect, it } from 'vitest'
import { slackMessage } from '../../../src/adapters/slack/block.ts'
import { toPlatformError } from '../../../src/adapters/slack/platform-error.ts'
import { postToUrl } from '../../../src/adapters/slack/response-url.ts'

const RESPOND = {
  url: 'https://hooks.example.com/commands/1',
  visible: 'ephemeral',
} as const

async function posted(answer: Response, thread?: string) {
  const sent: unknown[] = []
  const request: typeof fetch = async (_, init) => {
    sent.push(JSON.parse(String(init?.body)))
    return answer
  }
  const where = { original: 'keep', thread } as const
  const error = await postToUrl(request, RESPOND, slackMessage('Forty-two.'), where).then(
    () => undefined,
    (thrown: unknown) => toPlatformError(thrown, 'posting').code,
  )
  return { sent, error }
}

it('goes to the asker alone, into the thread where there is one, and replaces nothing unasked', async () => {
  const message = { text: 'Forty-two.', response_type: 'ephemeral', replace_original: false }
  expect((await posted(new Response('ok'))).sent).toMatchObject([message])
  const { sent } = await posted(new Response('ok'), '1750000000.000100')
  expect(sent).toMatchObject([{ ...message, thread_ts: '1750000000.000100' }])
})

it.for([
  ['ok', 200, undefined],
  ['', 200, undefined],
  ['{"ok":true}', 200, undefined],
  ['{"ok":false,"error":"used_url"}', 200, 'gone'],
  ['used_url', 404, 'gone'],
  ['invalid_blocks', 400, 'rejected'],
  ['<html>', 502, 'unavailable'],
  ['', 429, 'rate-limited'],
  ['', 403, 'unauthorised'],
] as const)('reads %j with status %i as %s', async ([body, status, code]) => {
  expect((await posted(new Response(body, { status }))).error).toBe(code)
})
