// A conversation at the terminal, from a pipe and with keys.
import { PassThrough } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { completeLine } from '../../../src/adapters/terminal/complete-line.ts'
import { createTerminalAdapter } from '../../../src/adapters/terminal/index.ts'
import { realTimers } from '../../../src/delivery/timers.ts'
import { echo, house } from '../../delivery/house.ts'
import { recordingCore } from '../recording-core.ts'

async function chat(
  screen: { isTTY?: boolean; columns?: number } = {},
  change: Parameters<typeof house>[0] = {},
) {
  const { delivery } = await house({ timers: realTimers, ...change })
  const input = Object.assign(new PassThrough(), screen, { setRawMode: () => undefined })
  const output = Object.assign(new PassThrough(), screen)
  let written = ''
  output.on('data', data => {
    written += data
  })
  const adapter = createTerminalAdapter({ core: delivery.core, input, output, now: Date.now })
  delivery.attach(adapter.poster)
  return { adapter, input, written: () => written }
}

describe('a pipe', () => {
  it('gets one answer a line, in order, as one conversation, and nothing else', async () => {
    const { adapter, input, written } = await chat()
    await adapter.start()
    input.end('one?\n\ntwo?\n/fruit pear\n')
    await adapter.finished
    expect(written()).toBe('one?\n\ntwo? (after one?)\n\nfruit: Pear\n\n')
  })

  it('ends at /quit', async () => {
    const { adapter, input, written } = await chat()
    await adapter.start()
    input.write('one?\n/quit\ntwo?\n')
    await adapter.finished
    expect(written()).toBe('one?\n\n')
  })

  it('skips a line longer than any question, keeps none of it, and goes on', async () => {
    const { adapter, input, written } = await chat()
    await adapter.start()
    for (let chunk = 0; chunk < 30; chunk += 1) input.write('x'.repeat(10_000))
    input.end('\none?\n')
    await adapter.finished
    expect(written()).toBe('Line 1 is longer than 100,000 characters.\none?\n\n')
  })

  it('is left in the middle when the house closes', async () => {
    const { adapter, input, written } = await chat()
    await adapter.start()
    input.write('one?\n')
    await vi.waitFor(() => expect(written()).toBe('one?\n\n'))
    await adapter.stop()
    expect(input.destroyed).toBe(true)
  })

  it('that breaks ends the conversation with its error', async () => {
    const { adapter, input } = await chat()
    await adapter.start()
    input.destroy(new Error('the pipe broke'))
    await expect(adapter.finished).rejects.toThrow('the pipe broke')
  })

  it('goes on after a question that could not be answered', async () => {
    const answer: typeof echo = (question, conversation) => {
      if (question === 'boom') throw new Error('boom')
      return echo(question, conversation)
    }
    const { adapter, input, written } = await chat({}, { answer })
    await adapter.start()
    input.end('boom\none?\n')
    await adapter.finished
    expect(written()).toMatch(/^Something went wrong[\s\S]*ref-1[\s\S]*\n\none\?\n\n$/)
  })

  it('lists the commands at /help and names what does not exist', async () => {
    const { adapter, input, written } = await chat()
    await adapter.start()
    input.end('/help\n/frut\n')
    await adapter.finished
    expect(written()).toContain('/fruit: One fruit')
    expect(written()).toContain('There is no /frut. Type /help.')
  })
})

describe('a person at the keyboard', () => {
  const keys = { isTTY: true, columns: 60 }

  it('is greeted, prompted and sent off politely at Ctrl-D', async () => {
    const { adapter, input, written } = await chat(keys)
    await adapter.start()
    input.write('one?\r')
    await new Promise(resolve => setImmediate(resolve))
    input.write('\u0004')
    await adapter.finished
    expect(written()).toContain('type /help')
    expect(written()).toContain('one?')
    expect(written()).toMatch(/Goodbye\.\n$/)
  })

  it('is greeted in lines that fit', async () => {
    const { adapter, input, written } = await chat({ isTTY: true, columns: 40 })
    await adapter.start()
    input.write('\u0004')
    await adapter.finished
    const [first = '', second = ''] = written().split('\n')
    expect(`${first} ${second}`).toContain('tab key completes; /quit leaves.')
    expect(Math.max(first.length, second.length)).toBeLessThanOrEqual(40)
  })

  it('still gets the answer to a question after which they left at once', async () => {
    const { adapter, input, written } = await chat(keys)
    await adapter.start()
    input.write('one?\rtwo?\r\u0004')
    await adapter.finished
    expect(written()).toContain('two? (after one?)\n')
    expect(written()).toMatch(/Goodbye\.\n$/)
  })

  it('gives up a line with Ctrl-C and leaves with it on an empty one', async () => {
    const { adapter, input, written } = await chat(keys)
    await adapter.start()
    input.write('half a quest')
    input.write('\u0003')
    input.write('whole?\r')
    await new Promise(resolve => setImmediate(resolve))
    input.write('\u0003')
    await adapter.finished
    expect(written()).not.toContain('half a quest\n')
    expect(written()).toContain('whole?\n')
    expect(written()).toMatch(/Goodbye\.\n$/)
  })
})

describe('the tab key', () => {
  const complete = (line: string) => completeLine(recordingCore(), ['help', 'quit'], line)

  it('completes commands', () => {
    expect(complete('/c')).toEqual([['/check ', '/colours ', '/compare '], '/c'])
    expect(complete('/q')).toEqual([['/quit '], '/q'])
  })

  it('completes the option that is being typed', () => {
    expect(complete('/fruit ap')).toEqual([['Apple', 'Apple Pie'], 'ap'])
    expect(complete('/compare apple pie q')).toEqual([['Quince'], 'q'])
    expect(complete('/compare qui')).toEqual([['Quince '], 'qui'])
    expect(complete('/colours x')).toEqual([[], 'x'])
    expect(complete('/nothing x')).toEqual([[], 'x'])
  })

  it('completes names in a question', () => {
    expect(complete('how many qui')).toEqual([['Quince'], 'qui'])
    expect(complete('how many a')).toEqual([[], 'a'])
  })
})
