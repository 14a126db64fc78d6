// What the doctor finds at Discord.
import { afterEach, describe, expect, it } from 'vitest'
import { checkDiscord } from '../../../src/adapters/discord/doctor.ts'
import { registerDiscord } from '../../../src/adapters/discord/registration.ts'
import { startDiscordDouble, TOKEN } from '../../doubles/discord/discord-double.ts'
import { SAMPLE_COMMANDS } from '../recording-core.ts'
import { recordingLog } from './bench.ts'

describe('the doctor at Discord', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  const open = async (application = {}) => {
    const double = await startDiscordDouble({ application })
    closing.push(double.close)
    return { apiUrl: double.apiUrl, commands: SAMPLE_COMMANDS }
  }

  it('finds a fresh bot without a server and without commands, and says what to do', async () => {
    const findings = await checkDiscord({ ...(await open()), token: TOKEN })
    expect(findings.map(({ ok }) => ok)).toEqual([true, true, false, false])
    expect(findings[2]?.next).toContain('https://discord.com/oauth2/authorize')
    expect(findings[3]?.next).toContain('npx magnets discord register')
  })

  it('finds nothing to do where all is set up', async () => {
    const application = { approximate_guild_count: 2, flags: 1 << 19 }
    const options = { ...(await open(application)), token: TOKEN }
    await registerDiscord({ ...options, dryRun: false, log: recordingLog().log })
    const findings = await checkDiscord(options)
    expect(findings.map(({ ok }) => ok)).toEqual([true, true, true, true])
    expect(findings[1]?.what).toContain('not needed')
  })

  it.for([
    [0, false],
    [1 << 18, true],
    [1 << 19, true],
  ] as const)(
    'finds whether an intent that is asked for is granted (flags %i)',
    async ([flags, ok]) => {
      const options = { ...(await open({ flags })), token: TOKEN, messageContent: true }
      const [, intent] = await checkDiscord(options)
      expect(intent?.ok).toBe(ok)
      expect(intent?.what).toContain('Message Content')
    },
  )

  const KEY = 'a1'.repeat(32)
  const URL = 'https://fruit.example/discord/interactions'
  it.for([
    [{}, {}, []],
    [{ interactions_endpoint_url: URL }, {}, [[false, 'none is served here']]],
    [{ interactions_endpoint_url: URL, verify_key: KEY }, { publicKey: KEY.toUpperCase() }, []],
    [{ verify_key: 'b2'.repeat(32) }, { publicKey: KEY }, [[false, "not this application's key"]]],
    [
      { interactions_endpoint_url: URL, verify_key: KEY },
      { publicKey: KEY, gateway: false },
      [[true, 'direct messages are not heard']],
    ],
    [
      { interactions_endpoint_url: null, verify_key: KEY },
      { publicKey: KEY, gateway: false },
      [[false, 'knows no address for commands']],
    ],
  ] as const)('finds by which way Discord reaches us (%o, %o)', async ([there, here, expected]) => {
    const findings = await checkDiscord({ ...(await open(there)), token: TOKEN, ...here })
    const found = findings.slice(3, -1).map(({ ok, what }) => [ok, what])
    expect(found).toEqual(expected.map(([ok, words]) => [ok, expect.stringContaining(words)]))
  })

  it('finds a wrong token, and does not show it', async () => {
    const findings = await checkDiscord({ ...(await open()), token: 'secret-token' })
    expect(findings).toMatchObject([{ ok: false, what: 'Discord refuses the token' }])
    expect(JSON.stringify(findings)).not.toContain('secret-token')
  })

  it('finds that Discord is not there', async () => {
    const options = { apiUrl: 'http://127.0.0.1:9/api', commands: SAMPLE_COMMANDS, token: TOKEN }
    const findings = await checkDiscord(options)
    expect(findings).toMatchObject([{ ok: false }])
    expect(findings[0]?.next).toBeDefined()
  })
})
