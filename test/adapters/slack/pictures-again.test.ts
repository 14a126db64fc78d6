// What becomes of a picture: kept for a further try, replaced and deleted with its answer.
import { describe, expect, it } from 'vitest'
import { channelAddress, standingAddress } from '../../../src/adapters/slack/address.ts'
import { sampleReply } from '../recording-core.ts'
import { DIRECT } from './payloads.ts'
import { ADDRESS, BARS, charted, OWN, PEARS, PLUMS, pictureDesk } from './picture-desk.ts'

describe('a picture', () => {
  it('is not uploaded again by a further try', async () => {
    const { post, double, files, images, calls } = await pictureDesk()
    double.failNext('chat.postMessage', { kind: 'status', status: 503 })
    await expect(post(charted(PEARS))).rejects.toMatchObject({ code: 'unavailable' })
    await post(charted(PEARS), 2)
    expect(calls('upload')).toBe(1)
    expect(images()).toMatchObject([{ slack_file: { id: files()[0]?.id } }])
  })

  it('is given up by the third try, and deleted', async () => {
    const { post, double, files, seen } = await pictureDesk()
    for (const number of [1, 2]) {
      double.failNext('chat.postMessage', { kind: 'status', status: 503 })
      await expect(post(charted(PEARS), number)).rejects.toThrow()
    }
    await post(charted(PEARS), 3)
    expect(seen()).toMatch(BARS)
    await expect.poll(files).toMatchObject([{ state: 'deleted' }])
  })

  it('goes with its answer', async () => {
    const { post, bench, workspace, files } = await pictureDesk()
    const at = await post(charted(PEARS))
    await bench.adapter.poster.remove(at, 'question')
    expect(workspace.messages).toEqual([])
    expect(files()).toMatchObject([{ state: 'deleted' }])
  })

  it('that a process has shown which died is found by the next one, and deleted', async () => {
    const { post, bench, images, files } = await pictureDesk()
    await post(charted(PEARS))
    // The other process knows nothing of it but what stands.
    await bench.successor().post(ADDRESS, charted(PEARS), { key: 'question', number: 2 })
    expect(images()).toMatchObject([{ slack_file: { id: files()[1]?.id } }])
    await expect.poll(files).toMatchObject([{ state: 'deleted' }, { state: 'there' }])
    await bench.successor().remove(ADDRESS, 'question')
    expect(files().map(({ state }) => state)).toEqual(['deleted', 'deleted'])
  })

  it('gives way to that of the answer to an edit', async () => {
    const { post, images, files } = await pictureDesk()
    const at = await post(charted(PEARS))
    const again = await post(charted(PLUMS), 1, at, 'edited')
    expect(images()).toMatchObject([{ alt_text: PLUMS.alt, slack_file: { id: files()[1]?.id } }])
    await expect.poll(files).toMatchObject([{ state: 'deleted' }, { state: 'there' }])
    await post(sampleReply('None.'), 1, again, 'edited twice')
    await expect.poll(() => files().map(({ state }) => state)).toEqual(['deleted', 'deleted'])
  })

  it('takes the place of a table where one person sees the message', async () => {
    const { post, workspace, images } = await pictureDesk()
    await post(sampleReply('A table.'), 1, channelAddress({ channel: DIRECT }))
    const ts = workspace.messages[0]?.ts ?? ''
    await post(charted(PEARS), 1, standingAddress({ channel: DIRECT }, ts), 'press')
    expect(workspace.messages).toHaveLength(1)
    expect(images()).toHaveLength(1)
  })

  it('is left alone by a word about a button', async () => {
    const { post, files, images, workspace } = await pictureDesk()
    const at = await post(charted(PEARS))
    const aside = { ...at, ids: { ...at.ids, inPlace: 'yes' } }
    await post(sampleReply('It is gone.', { outcome: 'notice' }), 1, aside, 'press')
    expect(workspace.messages).toHaveLength(2)
    expect(images()).toHaveLength(1)
    expect(files()).toMatchObject([{ state: 'there' }])
  })

  it('is not asked for where there is none to draw', async () => {
    const { post, drawn, workspace } = await pictureDesk()
    await post(charted(OWN))
    expect(drawn).toEqual([])
    expect(workspace.calls.map(({ method }) => method)).toEqual(['auth.test', 'chat.postMessage'])
  })
})
