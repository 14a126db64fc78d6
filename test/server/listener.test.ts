// The one HTTP listener: which route answers, and what is said when it can't.
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '#magnets'
import { createListener } from '../../src/server/listener.ts'
import { dialled, keptLog, listening, route } from './listening.ts'

const ok = () => ({ status: 200, body: 'here' })

describe('a request', () => {
  it('is answered by the route of its exact path, without the query', async () => {
    const asked: HttpRequest[] = []
    const { url } = await listening([
      route(
        request => {
          asked.push(request)
          return { status: 201, headers: { 'x-made': 'yes' }, body: 'füür' }
        },
        'POST',
        '/make',
      ),
    ])
    const response = await fetch(url('/make?secret=1'), {
      method: 'POST',
      headers: { 'X-Some-Thing': 'Kept As It Is' },
      body: new Uint8Array([0, 200, 10]),
    })
    expect([response.status, response.headers.get('x-made')]).toEqual([201, 'yes'])
    expect(response.headers.get('content-length')).toBe('6')
    expect(await response.text()).toBe('füür')
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/make' })
    expect([...(asked[0]?.body ?? [])]).toEqual([0, 200, 10])
    expect(asked[0]?.header('x-some-thing')).toBe('Kept As It Is')
    expect(asked[0]?.header('x-other')).toBeUndefined()
  })

  it.each(['/', '/her', '/here/', '/here/more', '/HERE', '/%68ere'])(
    'for %s is not found where /here is served',
    async path => {
      const { url } = await listening([route(ok)])
      expect((await fetch(url('/here'))).status).toBe(200)
      const response = await fetch(url(path))
      expect(response.status).toBe(404)
      expect(await response.text()).toMatch(/^[A-Z][^{<]*\.$/)
    },
  )

  it('by a method that the path does not take is told which it takes', async () => {
    const { url } = await listening([route(ok), route(ok, 'POST', '/make')])
    const put = await fetch(url('/here'), { method: 'PUT', body: 'x' })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    const get = await fetch(url('/make'))
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await fetch(url('/make'), { method: 'HEAD' })).status).toBe(405)
  })

  it('is answered without a word of a type where there is no body', async () => {
    const { url } = await listening([route(() => ({ status: 200 }))])
    const { headers } = await fetch(url('/here'))
    expect([headers.get('content-length'), headers.get('content-type')]).toEqual(['0', null])
  })

  it('of two methods on one path finds its own', async () => {
    const post = route(() => ({ status: 202 }), 'POST')
    const { url } = await listening([route(ok), post])
    expect((await fetch(url('/here'), { method: 'POST' })).status).toBe(202)
    expect((await fetch(url('/here'))).status).toBe(200)
    const both = await fetch(url('/here'), { method: 'DELETE' })
    expect(both.headers.get('allow')).toBe('GET, HEAD, POST')
  })

  it('by HEAD is answered as GET is, without the body', async () => {
    const methods: string[] = []
    const { port } = await listening([
      route(request => {
        methods.push(request.method)
        return ok()
      }),
    ])
    const { socket, answer } = await dialled(port)
    socket.write('HEAD /here HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    const [head, body] = (await answer).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 200 .*content-length: 4/is)
    expect(body).toBe('')
    expect(methods).toEqual(['GET'])
  })
})

describe('a route', () => {
  it('that fails is answered with a plain sentence, and logged without what was sent', async () => {
    const { url, lines } = await listening([
      route(() => {
        throw new Error('the inside of it')
      }, 'POST'),
    ])
    const response = await fetch(url('/here?word=hush'), { method: 'POST', body: 'hush' })
    expect(response.status).toBe(500)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const text = await response.text()
    expect(text).toMatch(/^[A-Z][^{<]*\.$/)
    expect(text).not.toContain('inside')
    const failed = lines.find(({ level }) => level === 'error')
    expect(failed?.fields).toMatchObject({
      path: '/here',
      err: expect.objectContaining({ message: 'the inside of it' }),
    })
    expect(JSON.stringify(lines)).not.toContain('hush')
  })

  it('that answers with what is no header is a failure too', async () => {
    const { url, lines } = await listening([
      route(() => ({ status: 200, headers: { 'x-bad': 'a\nb' } })),
    ])
    expect((await fetch(url('/here'))).status).toBe(500)
    expect(lines.some(({ level }) => level === 'error')).toBe(true)
  })

  it('that hangs is answered for with 503, and logged', async () => {
    const { url, lines } = await listening([route(() => new Promise<never>(() => undefined))], {
      requestLimitMs: 50,
    })
    expect((await fetch(url('/here'))).status).toBe(503)
    expect(lines.at(-1)).toMatchObject({ level: 'error', fields: { path: '/here' } })
  })

  it('may not stand twice', () => {
    const routes = [route(ok), route(ok)]
    const { log } = keptLog()
    expect(() => createListener({ host: '127.0.0.1', port: 0, routes, log })).toThrow('GET /here')
  })
})
