// A reply to what somebody else wrote: "is that so?" means that message.
import { expect, it } from 'vitest'
import type { DeliveryOptions } from '../../src/delivery/delivery.ts'
import { COMMANDS, house, message, reply, settle } from './house.ts'

const CHECKING: DeliveryOptions['commands'] = [
  ...COMMANDS,
  {
    name: 'check',
    summary: 'Check',
    audience: 'everyone',
    options: [{ name: 'claim', summary: 'Claim', kind: 'text', required: true }],
    run: ({ claim }) => reply(`checked: ${claim}`),
  },
]

const said = async (text: string, about?: string) => {
  const { core, texts } = await house({ commands: CHECKING })
  await core.accept(message('m1', text, about === undefined ? {} : { about }))
  await settle()
  return texts()
}

it('checks what it replies to where it names nothing itself, or says nothing at all', async () => {
  expect(await said('unknown, is that so?', 'Pears cost 5.')).toEqual(['checked: Pears cost 5.'])
  expect(await said('', 'Pears cost 5.')).toEqual(['checked: Pears cost 5.'])
})

it('answers its own question where it asks one, and without a message to reply to', async () => {
  expect(await said('How many pears?', 'Apples cost 5.')).toEqual(['How many pears?'])
  expect(await said('unknown, is that so?')).toEqual(['unknown, is that so?'])
})
