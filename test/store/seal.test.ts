// Tokens at rest: sealed with a key, opened with that key alone, and sealed anew when keys change.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '#magnets'
import { KEY_FILE, keyOfFolder } from '../../src/store/key-file.ts'
import { createSeal, readKey } from '../../src/store/seal.ts'
import { describeEngines, testFolder } from './engines.ts'
import { ask, ended, message, openAt, START, takeAll } from './stores.ts'

const OLD = Buffer.alloc(32, 1)
const NEW = Buffer.alloc(32, 2)
const WRONG_KEY = expect.objectContaining({ code: 'wrong-key' })
const [oldKey, newKey] = [OLD.toString('base64'), NEW.toString('hex')]

const thrown = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

describe('a seal', () => {
  it('opens what it sealed, and never seals one secret the same way twice', () => {
    const seal = createSeal(OLD)
    const secrets = ['', 'xoxb-1', 'naïve 🧲', 'x'.repeat(10_000)]
    for (const secret of secrets) {
      const sealed = [seal.seal(secret), seal.seal(secret), seal.seal(secret)]
      expect(new Set(sealed).size).toBe(3)
      for (const one of sealed) expect(seal.open(one)).toBe(secret)
    }
  })

  it('notices every change of a bit, and whatever was cut off', () => {
    const seal = createSeal(OLD)
    const [form, name, data = ''] = seal.seal('xoxb-secret').split('.')
    const bytes = Buffer.from(data, 'base64url')
    const remade = (changed: Buffer) => `${form}.${name}.${changed.toString('base64url')}`
    expect(seal.open(remade(bytes))).toBe('xoxb-secret')
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(thrown(() => seal.open(remade(changed)))).toEqual(WRONG_KEY)
    }
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length)
      expect(
        thrown(() => seal.open(remade(cut))),
        `${length} bytes`,
      ).toEqual(WRONG_KEY)
    }
    // The name of the key is sealed with the rest.
    const other = createSeal(NEW, [OLD])
    const otherName = other.seal('').split('.')[1]
    expect(thrown(() => other.open(`s1.${otherName}.${data}`))).toEqual(WRONG_KEY)
  })

  it('says which key is missing and where to put it', () => {
    const sealed = createSeal(OLD).seal('secret')
    const error = thrown(() => createSeal(NEW).open(sealed))
    expect(error).toBeInstanceOf(UserError)
    expect(error).toEqual(WRONG_KEY)
    expect(String(error)).toContain(sealed.split('.')[1])
    expect(String(error)).toMatch(/MAGNETS_KEY.*MAGNETS_OLD_KEYS.*npx magnets rekey/)
    expect(thrown(() => createSeal(NEW).open('plain text'))).toEqual(WRONG_KEY)
  })

  it('reads keys of 32 bytes, in hex or base64, and nothing else', () => {
    expect(readKey(NEW.toString('hex'))).toEqual(NEW)
    expect(readKey(NEW.toString('base64'))).toEqual(NEW)
    const configuration = expect.objectContaining({ code: 'configuration' })
    for (const text of ['', 'short', Buffer.alloc(31).toString('base64'), 'ab'.repeat(33)]) {
      expect(thrown(() => readKey(text))).toEqual(configuration)
    }
  })
})

describe('the key of a folder', () => {
  it('is made readable by its owner alone, and kept', async () => {
    const folder = testFolder()
    const store = await openAt({ options: { folder } })
    await store.installations.put('test', 'T', 'secret', START)
    const path = join(folder, KEY_FILE)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readKey(readFileSync(path, 'utf8').trim())).toHaveLength(32)
    const before = readFileSync(path, 'utf8')
    await store.close()
    const again = await openAt({ options: { folder } })
    expect(readFileSync(path, 'utf8')).toBe(before)
    expect(await again.installations.find('test', 'T')).toBe('secret')
    // Nothing is left of how it was made.
    expect(readdirSync(folder).filter(name => name.startsWith(KEY_FILE))).toEqual([KEY_FILE])
  })

  it('is not that of another folder', () => {
    expect(keyOfFolder(testFolder())).not.toEqual(keyOfFolder(testFolder()))
  })

  it('is told to be none, with its path and what to do, where the file holds something else', async () => {
    const folder = testFolder()
    for (const text of ['', 'half a ke']) {
      writeFileSync(join(folder, KEY_FILE), text)
      const failing = openAt({ options: { folder } })
      await expect(failing).rejects.toMatchObject({ name: 'UserError', code: 'store' })
      await expect(failing).rejects.toThrow(join(folder, KEY_FILE))
      await expect(failing).rejects.toThrow('MAGNETS_KEY')
      // It may be a key that somebody can still repair.
      expect(readFileSync(join(folder, KEY_FILE), 'utf8')).toBe(text)
    }
  })
})

describeEngines('a change of keys', engine => {
  it('reads what the old one sealed, and needs it no more once all is sealed anew', async () => {
    const place = await engine.place()
    const address = { platform: 'test', ids: {}, token: 'secret' }
    const events = ['m1', 'm2', 'm3'].map(key => message(key, { address, text: '"token": no' }))
    const before = await openAt(place, { key: oldKey })
    const taken = await takeAll(before, events)
    const [first, waiting, dead] = taken.map((one, n) => ended(one, events[n] as never))
    const settled = { ...first, reply: address, gap: ask('r1', { address }) }
    await before.inbox.settle(settled as never, false)
    const end = { state: 'dead', code: 'gone', reference: 'r' } as const
    await before.inbox.settle({ ...dead, end } as never, false)
    await before.gaps.note(ask('r2'))
    await before.installations.put('test', 'T', 'installed', START)
    await before.close()

    const wrong = await openAt(place, { key: newKey })
    await expect(wrong.inbox.load(waiting as never)).rejects.toMatchObject({ code: 'wrong-key' })
    await expect(wrong.installations.find('test', 'T')).rejects.toMatchObject({ code: 'wrong-key' })
    await expect(wrong.rekey()).rejects.toMatchObject({ code: 'wrong-key' })
    await wrong.close()

    const both = await openAt(place, { key: newKey, oldKeys: [oldKey] })
    expect((await both.inbox.load(waiting as never)).incoming).toEqual(events[1])
    expect(await both.installations.find('test', 'T')).toBe('installed')
    // One that waits, one that is dead, a reply, a gap and an installation.
    expect(await both.rekey()).toBe(5)
    expect(await both.rekey()).toBe(0)
    await both.close()

    const after = await openAt(place, { key: newKey })
    const loaded = await after.inbox.load(waiting as never)
    expect(loaded.incoming).toEqual(events[1])
    expect(await after.installations.find('test', 'T')).toBe('installed')
    const state = await after.inbox.load({ ...(first as object), incoming: events[0] } as never)
    expect(state.message?.reply).toEqual(address)
    expect(await after.deadLetters.replay('all', START)).toBe(1)
    expect((await after.inbox.load(dead as never)).incoming).toEqual(events[2])
    await after.gaps.want('r1', 'test:anna')
    await after.gaps.close((await after.gaps.list('shell'))[0]?.id ?? '', [], START)
    expect((await after.gaps.curious()).map(one => one.address)).toEqual([address])
  })

  it('lets one event whose key is lost fail alone', async () => {
    const place = await engine.place()
    const address = { platform: 'test', ids: {}, token: 'secret' }
    const lost = await openAt(place, { key: oldKey })
    const events = [message('m1', { address }), message('m2')]
    const taken = await takeAll(lost, events)
    await lost.close()
    const store = await openAt(place, { key: newKey })
    const [first, second] = await Promise.allSettled(
      taken.map((one, n) => store.inbox.load(ended(one, events[n] as never))),
    )
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'wrong-key' } })
    expect(second).toMatchObject({ status: 'fulfilled', value: { incoming: events[1] } })
  })
})
