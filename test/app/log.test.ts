// What must never reach the log, whatever is thrown at it.
import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/log.ts'

const SECRET = 'a1b2c3d4e5f6a7b8'

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'trace'): string {
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line) }
  write(createLog({ level, secrets: [SECRET], stream }))
  return lines.join('')
}

describe('the log', () => {
  it('writes one JSON object a line with level, time and fields', () => {
    const line = JSON.parse(logged(log => log.info({ reference: 'abc', count: 2 }, 'answered')))
    expect(line).toMatchObject({ level: 'info', reference: 'abc', count: 2, msg: 'answered' })
    expect(Date.parse(line.time)).not.toBeNaN()
  })

  it('says nothing below its level', () => {
    expect(logged(log => log.info({}, 'hello'), 'warn')).toBe('')
  })

  it('lets no token through, in fields, messages, addresses or errors', () => {
    const tokens = [
      'xoxb-123456-abcdef',
      'xapp-1-A111-222-abcdef',
      'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs',
      SECRET,
    ]
    for (const secret of tokens) {
      const error = new Error(`GET /?token=${secret}`, { cause: new Error(secret) })
      const out = logged(log => {
        log.info({ header: `Bearer ${secret}`, nested: [{ deep: secret }] }, `with ${secret}`)
        log.error({ err: error, botToken: secret, headers: { authorization: secret } }, 'failed')
      })
      expect(out).not.toContain(secret)
      expect(out).toContain('failed')
    }
  })

  it('lets no words of a person through, however deep the payload', () => {
    const words = 'what do we pay for this'
    const error = Object.assign(new Error('rejected'), {
      requestBody: { json: { content: words } },
      data: { message: { text: words } },
    })
    const incoming = {
      kind: 'message',
      key: 'k1',
      text: words,
      options: { question: words },
      values: { argument: words },
      turns: [{ question: words }],
    }
    const out = logged(log => {
      log.info({ incoming, a: { b: { c: { d: { e: { f: { g: { h: words } } } } } } } }, 'taken')
      log.error({ err: error, reply: { parts: [{ text: words }], text: words } }, 'failed')
    })
    expect(out).not.toContain(words)
    expect(out).toContain('k1')
    expect(out).toContain('rejected')
  })

  it('keeps name, message, stack and cause of an error', () => {
    const err = new TypeError('boom', { cause: new Error('below') })
    const line = JSON.parse(logged(log => log.error({ err }, 'failed')))
    expect(line.err).toMatchObject({
      name: 'TypeError',
      message: 'boom',
      cause: { message: 'below' },
    })
    expect(line.err.stack).toContain('log.test.ts')
  })
})
