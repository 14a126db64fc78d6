// The environment is checked as a whole, and the example file names exactly what is read.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { UserError } from '#magnets'
import {
  inspectConfig,
  loadDotEnv,
  readConfig,
  SECRET_VARIABLES,
  VARIABLES,
} from '../../src/config.ts'

const slack = { SLACK_BOT_TOKEN: 'xoxb-1234-abcd', SLACK_APP_TOKEN: 'xapp-1-A1-2-abcdef' }

describe('the configuration', () => {
  it('needs no variable at all: the terminal is left', () => {
    const config = readConfig({})
    expect(config.slack).toBeUndefined()
    expect(config.discord).toBeUndefined()
    expect(config.knowledge).toMatch(/knowledge$/)
    expect(config.logLevel).toBe('info')
  })

  it('says that .env is no file to read, in place of a stack', () => {
    const folder = fileURLToPath(new URL('.', import.meta.url))
    expect(() => loadDotEnv(folder)).toThrow(UserError)
    expect(() => loadDotEnv(folder)).toThrow(/can't be read/)
    expect(() => loadDotEnv(`${folder}nothing`)).not.toThrow()
  })

  it('takes empty lines of .env as not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '  ', PORT: '' })).toEqual(
      readConfig({}),
    )
  })

  it('turns Socket Mode on with an app token, even beside a signing secret', () => {
    const config = readConfig({ ...slack, SLACK_SIGNING_SECRET: '0123456789abcdef0123' })
    expect(config.slack).toEqual({
      botToken: 'xoxb-1234-abcd',
      mode: { kind: 'socket', appToken: 'xapp-1-A1-2-abcdef' },
    })
  })

  it('listens on this machine alone in HTTP mode unless told otherwise', () => {
    const http = { SLACK_BOT_TOKEN: 'xoxb-1234-abcd', SLACK_SIGNING_SECRET: '0123456789abcdef0123' }
    expect(readConfig(http).listen).toEqual({ host: '127.0.0.1', port: 3000 })
    expect(readConfig({}).listen).toBeUndefined()
    expect(readConfig({ PORT: '0' }).listen).toEqual({ host: '127.0.0.1', port: 0 })
    const told = readConfig({
      ...http,
      HOST: '0.0.0.0',
      PORT: '8080',
      SLACK_API_URL: 'http://x.test/',
    })
    expect(told.listen).toEqual({ host: '0.0.0.0', port: 8080 })
    expect(told.slack).toMatchObject({
      apiUrl: 'http://x.test/',
      mode: { kind: 'http' },
    })
  })

  it('lists everything that is missing or wrong in one error, each with what to do', () => {
    const broken = {
      SLACK_BOT_TOKEN: 'xapp-oops-mixed-up',
      DISCORD_TOKEN: 'not a token',
      PORT: '99999',
      SLACK_API_URL: 'slack.com',
      MAGNETS_LOG_LEVEL: 'loud',
    }
    const attempt = () => readConfig(broken)
    expect(attempt).toThrow(UserError)
    for (const variable of [...Object.keys(broken), 'SLACK_APP_TOKEN is missing']) {
      expect(attempt).toThrow(variable)
    }
    expect(attempt).toThrow('must start with xoxb-')
    expect(attempt).toThrow('developer portal')
  })

  it('never repeats a wrong token in its error', () => {
    expect(() => readConfig({ SLACK_BOT_TOKEN: 'xapp-oops-mixed-up' })).not.toThrow('mixed-up')
  })

  it('asks for the bot token where only a way in is given', () => {
    const { problems } = inspectConfig({ SLACK_APP_TOKEN: slack.SLACK_APP_TOKEN })
    expect(problems.map(problem => problem.variable)).toEqual(['SLACK_BOT_TOKEN'])
  })

  it('keeps what is right usable when another part is wrong', () => {
    const { config, problems } = inspectConfig({ ...slack, DISCORD_TOKEN: 'no' })
    expect(problems).toHaveLength(1)
    expect(config.slack).toBeDefined()
    expect(config.discord).toBeUndefined()
  })

  it('names every secret for the log to hide', () => {
    expect(SECRET_VARIABLES.every(name => VARIABLES.includes(name))).toBe(true)
    expect(readConfig(slack).secrets).toEqual(Object.values(slack))
  })
})

describe('.env.example', () => {
  const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n')
  const names = lines.flatMap(line => /^([A-Z_]+)=/.exec(line)?.[1] ?? [])

  it('lists exactly the variables that are read, in the same order', () => {
    expect(names).toEqual(VARIABLES)
  })

  it('has one comment above each variable and sets none', () => {
    for (const [index, line] of lines.entries()) {
      if (!/^[A-Z_]+=/.test(line)) continue
      expect(line).toMatch(/=$/)
      expect(lines[index - 1]).toMatch(/^# \S/)
    }
  })
})
