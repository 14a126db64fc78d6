// What a request carries: up to 1 MiB, within its time, and whole.
import { describe, expect, it } from 'vitest'
import { dialled, listening, route } from './listening.ts'

const MIB = 1024 * 1024

describe('a body', () => {
  const sizes = () => {
    const seen: number[] = []
    const served = route(request => {
      seen.push(request.body.length)
      return { status: 200 }
    }, 'POST')
    return { seen, served }
  }

  it('of 1 MiB is taken, and one byte more is refused', async () => {
    const { seen, served } = sizes()
    const { url } = await listening([served])
    const post = (size: number) =>
      fetch(url('/here'), { method: 'POST', body: new Uint8Array(size) })
    expect((await post(MIB)).status).toBe(200)
    const refused = await post(MIB + 1)
    expect([refused.status, await refused.text()]).toEqual([413, expect.stringMatching(/1 MiB/)])
    expect(seen).toEqual([MIB])
  })

  it('that says that it is larger is not waited for', async () => {
    const { seen, served } = sizes()
    const { port } = await listening([served])
    const { socket, answer } = await dialled(port)
    const head = 'POST /here HTTP/1.1\r\nhost: x\r\nconnection: close\r\n'
    socket.write(`${head}content-length: ${MIB + 1}\r\n\r\n`)
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(seen).toEqual([])
  })

  it('that does not say how long it is gets its refusal too, and the connection lives on', async () => {
    const { seen, served } = sizes()
    const { port } = await listening([served])
    const { socket, answer } = await dialled(port)
    const start = 'POST /here HTTP/1.1\r\nhost: x\r\n'
    socket.write(`${start}transfer-encoding: chunked\r\n\r\n`)
    const chunk = 'a'.repeat(64 * 1024)
    for (let sent = 0; sent < 3 * MIB; sent += chunk.length) {
      socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`)
    }
    socket.write(`0\r\n\r\n${start}content-length: 2\r\nconnection: close\r\n\r\nok`)
    const statuses = [...(await answer).matchAll(/HTTP\/1\.1 (\d+)/g)].map(match => match[1])
    expect(statuses).toEqual(['413', '200'])
    expect(seen).toEqual([2])
  })

  it('that never ends is refused, and then cut off', async () => {
    const { served } = sizes()
    const { port } = await listening([served], { requestLimitMs: 200 })
    const { socket, answer } = await dialled(port)
    socket.write('POST /here HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n')
    const chunk = `10000\r\n${'a'.repeat(0x1_00_00)}\r\n`
    const flood = setInterval(() => socket.write(chunk), 2)
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /)
    clearInterval(flood)
  })

  it('that trickles is cut off with 408', async () => {
    const { seen, served } = sizes()
    const { port } = await listening([served], { requestLimitMs: 100 })
    const { socket, answer } = await dialled(port)
    socket.write('POST /here HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n')
    const trickle = setInterval(() => socket.write('a'), 20)
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
    clearInterval(trickle)
    expect(seen).toEqual([])
  })

  it('of a client that goes away is nobody’s failure', async () => {
    const { seen, served } = sizes()
    const { port, lines, url } = await listening([served])
    const { socket } = await dialled(port)
    socket.write('POST /here HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\nsome')
    await fetch(url('/here'), { method: 'POST' })
    socket.destroy()
    await fetch(url('/here'), { method: 'POST' })
    expect(seen).toEqual([0, 0])
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
  })
})
