// The Discord adapter does what every adapter must.
import { afterEach, expect } from 'vitest'
import { describeAdapterContract } from '../adapter-contract.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

let bench: DiscordBench | undefined

describeAdapterContract('Discord', async core => {
  bench = await connectDiscord(core)
  return bench
})

afterEach(() => {
  expect(bench?.double.violations).toEqual([])
})
