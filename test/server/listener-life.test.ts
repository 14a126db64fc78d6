// How the listener begins and ends: ports that can't be had, requests under way, connections that wait.
import { describe, expect, it } from 'vitest'
import { UserError } from '#magnets'
import { listenFailure } from '../../src/server/listen-failure.ts'
import { createListener } from '../../src/server/listener.ts'
import { dialled, keptLog, listening, route } from './listening.ts'

const GET = 'GET /here HTTP/1.1\r\nhost: x\r\n\r\n'
const ok = () => ({ status: 200, body: 'here' })

describe('starting', () => {
  it('tells its port while it listens, and no longer', async () => {
    const { log, lines } = keptLog()
    const listener = createListener({ host: '127.0.0.1', port: 0, routes: [], log })
    expect(listener.port()).toBeUndefined()
    await listener.start()
    const port = listener.port()
    expect(port).toBeGreaterThan(0)
    expect(lines).toEqual([
      { level: 'info', fields: { host: '127.0.0.1', port }, message: 'listening' },
    ])
    await listener.stop()
    expect(listener.port()).toBeUndefined()
  })

  it('on a port in use says which, and what to do', async () => {
    const { port } = await listening([])
    const { log } = keptLog()
    const second = createListener({ host: '127.0.0.1', port, routes: [], log })
    const failure = await second.start().catch(error => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(failure.message).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(failure.message).toMatch(/stop .* or set PORT to another/)
    expect(failure.cause).toMatchObject({ code: 'EADDRINUSE' })
    await second.stop()
  })

  it('on an address of another machine says so', async () => {
    const { log } = keptLog()
    // TEST-NET-1 (RFC 5737) is nobody's.
    const listener = createListener({ host: '192.0.2.1', port: 0, routes: [], log })
    const failure = await listener.start().catch(error => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(failure.message).toMatch(/192\.0\.2\.1 is no address of this machine.*HOST/)
  })

  it('on a port that is not permitted says which are', () => {
    const cause = Object.assign(new Error('listen EACCES'), { code: 'EACCES' })
    const failure = listenFailure(cause, { host: '127.0.0.1', port: 80 })
    expect(failure).toBeInstanceOf(UserError)
    expect(failure).toMatchObject({ cause, message: expect.stringMatching(/80 .*1024/) })
  })

  it('leaves a failure that nobody can explain as it is', () => {
    const odd = new Error('odd')
    expect(listenFailure(odd, { host: '127.0.0.1', port: 1 })).toBe(odd)
  })
})

describe('stopping', () => {
  it('finishes what is under way and ends the connection, though it asked to be kept', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const arrived = Promise.withResolvers<void>()
    const { listener, port } = await listening([
      route(async () => {
        arrived.resolve()
        await promise
        return ok()
      }),
    ])
    const { socket, answer } = await dialled(port)
    socket.write(GET)
    await arrived.promise
    const stopped = listener.stop()
    await expect(fetch(`http://127.0.0.1:${port}/here`)).rejects.toThrow()
    resolve()
    const said = await answer
    expect(said).toMatch(/^HTTP\/1\.1 200 .*connection: close.*here$/is)
    await stopped
  })

  it('does not wait for connections that only wait', async () => {
    const { listener, port } = await listening([route(ok)], { stopLimitMs: 60_000 })
    const { socket, answer } = await dialled(port)
    socket.write(GET)
    await new Promise(resolve => socket.once('data', resolve))
    await listener.stop()
    expect(await answer).not.toMatch(/connection: close/i)
  })

  it('does not wait for a connection that only waits after its request is whole', async () => {
    const { listener, port } = await listening([route(ok, 'POST')], { stopLimitMs: 60_000 })
    const { socket } = await dialled(port)
    const size = 1024 * 1024 + 1
    socket.write(`POST /here HTTP/1.1\r\nhost: x\r\ncontent-length: ${size}\r\n\r\n`)
    // Refused at once; what was to come still comes, as clients do that don't listen meanwhile.
    await new Promise(resolve => socket.once('data', resolve))
    const stopped = listener.stop()
    socket.write('a'.repeat(size))
    await stopped
  })

  it('cuts what does not end by itself', async () => {
    const { listener, port } = await listening([route(() => new Promise<never>(() => undefined))], {
      stopLimitMs: 50,
    })
    const asking = await dialled(port)
    asking.socket.write(GET)
    const silent = await dialled(port)
    silent.socket.write('GET /he')
    await listener.stop()
    expect([await asking.answer, await silent.answer]).toEqual(['', ''])
  })

  it('before or while it starts leaves nothing open, and twice does no harm', async () => {
    const { log } = keptLog()
    const listener = createListener({ host: 'localhost', port: 0, routes: [], log })
    await listener.stop()
    const starting = listener.start()
    await listener.stop()
    await starting
    expect(listener.port()).toBeUndefined()
    await listener.stop()
  })
})
