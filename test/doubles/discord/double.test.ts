// The double refuses what Discord refuses, and fails a test that would ring for somebody.
import { describe, expect, it } from 'vitest'
import { componentProblems } from './component-limits.ts'
import { startDiscordDouble, TOKEN } from './discord-double.ts'
import { fileProblems } from './file-limits.ts'
import { messageManners } from './manners.ts'
import { FILES, IDS } from './world.ts'

const words = (content: string) => ({ type: 10, content })
const button = (n: number) => ({ type: 2, style: 2, label: `B${n}`, custom_id: `b${n}` })
const of = (...components: readonly object[]) => ({
  flags: 1 << 15,
  components: [{ type: 17, components }],
})
const QUIET = { allowed_mentions: { parse: [], replied_user: false } }

describe('the double of Discord', () => {
  it.for<[string, object]>([
    ['components in all: 41', of(...Array.from({ length: 40 }, () => words('a')))],
    ['text in all: 4001', of(words('a'.repeat(2000)), words('a'.repeat(2001)))],
    ['content beside', { ...of(words('a')), content: 'b' }],
    ['embeds beside', { ...of(words('a')), embeds: [{ description: 'b' }] }],
    ['6 buttons', of({ type: 1, components: [0, 1, 2, 3, 4, 5].map(button) })],
    ['b1 twice', of({ type: 1, components: [button(1), button(1)] })],
    ['not attached', of({ type: 12, items: [{ media: { url: 'attachment://chart-1.png' } }] })],
    ['7 twice', of({ ...words('a'), id: 7 }, { ...words('b'), id: 7 })],
    ['text: 0 characters', of(words(' '))],
  ])('says of components: %s', ([problem, body]) => {
    expect(componentProblems(Object(body)).join('; ')).toContain(problem)
  })

  it('takes as much as Discord does', () => {
    const most = of(...Array.from({ length: 39 }, () => words('a'.repeat(102))))
    expect(componentProblems(most)).toEqual([])
  })

  it('wants a file for every attachment, an attachment for every file, and none too large', () => {
    const attachments = [{ id: '0', filename: 'chart-1.png' }]
    const file = { field: 'files[0]', name: 'chart-1.png', size: 10 }
    expect(fileProblems({ attachments, [FILES]: [file] })).toEqual([])
    expect(fileProblems({ attachments })).toEqual(['files[0] was not sent'])
    expect(fileProblems({ [FILES]: [file] })).toEqual(['files[0] is no attachment'])
    const large = { ...file, size: 10 * 2 ** 20 + 1 }
    expect(fileProblems({ attachments, [FILES]: [large] })).toHaveLength(1)
    const named = { ...file, name: 'other.png' }
    expect(fileProblems({ attachments, [FILES]: [named] })).toHaveLength(1)
  })

  it('knows what would ring or unfurl', () => {
    expect(messageManners({ ...QUIET, content: 'see <https://example.com>' })).toEqual([])
    expect(messageManners({ ...QUIET, content: 'https://example.com', flags: 4 })).toEqual([])
    expect(messageManners({ ...QUIET, content: 'https://example.com' })).toHaveLength(1)
    expect(messageManners({ content: 'Hello.' })).toHaveLength(1)
    const users = { allowed_mentions: { parse: ['users'], replied_user: false } }
    expect(messageManners({ ...users, content: 'Hello.' })).toHaveLength(1)
    const author = { allowed_mentions: { parse: [], replied_user: true } }
    expect(messageManners({ ...author, content: 'Hello.' })).toHaveLength(1)
  })

  it('fails at its end where something was refused or would have rung', async () => {
    const double = await startDiscordDouble()
    const send = (method: string, path: string, body: object) =>
      fetch(`${double.apiUrl}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const messages = `/channels/${IDS.channel}/messages`
    expect((await send('POST', messages, { content: 'Hello, @everyone.' })).status).toBe(200)
    const sent = await send('POST', messages, { ...QUIET, ...of(words('a')) })
    const { id } = Object(await sent.json())
    const edited = await send('PATCH', `${messages}/${id}`, { ...QUIET, content: 'b', flags: 0 })
    expect(edited.status).toBe(400)
    expect(double.violations).toHaveLength(2)
    await expect(double.close()).rejects.toThrow(/ring.*flag of components/)
  })

  it('wants text and embeds cleared away where components take their place', async () => {
    const double = await startDiscordDouble()
    const { world, apiUrl } = double
    const common = { channel: IDS.channel, author: IDS.bot, ephemeral: false, loading: false }
    const { id } = world.addMessage({ ...common, body: { content: 'Hello.' } })
    const change = (body: object) =>
      fetch(`${apiUrl}/v10/channels/${IDS.channel}/messages/${id}`, {
        method: 'PATCH',
        headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...QUIET, ...of(words('a')), ...body }),
      })
    expect((await change({})).status).toBe(400)
    expect((await change({ content: null, embeds: [] })).status).toBe(200)
    await expect(double.close()).rejects.toThrow('content beside components')
  })
})
