// compose.yaml fits the image and the bot: variables, secrets, two copies, and a proxy that is prepared.
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { VARIABLES } from '../../src/variables.ts'
import { read } from '../docs/documents.ts'
import { readDockerfile } from './read-dockerfile.ts'

const service = z.looseObject({
  image: z.string(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
})
const composition = z.object({
  services: z.object({
    bot: service.extend({
      build: z.literal('.'),
      env_file: z.literal('.env'),
      deploy: z.object({ replicas: z.number() }),
      depends_on: z.object({ database: z.object({ condition: z.string() }) }),
      stop_grace_period: z.string(),
    }),
    database: service.extend({
      healthcheck: z.looseObject({ test: z.array(z.string()) }),
      volumes: z.array(z.string()),
    }),
    proxy: service.optional(),
  }),
  volumes: z.record(z.string(), z.null()),
  configs: z.object({ proxy: z.object({ content: z.string() }) }).optional(),
})
const COMPOSE = read('compose.yaml')

describe('the composition', () => {
  const { services, volumes } = composition.parse(parse(COMPOSE))
  const given = services.bot.environment ?? {}

  it('sets what the bot reads', () => {
    for (const name of Object.keys(given)) expect(VARIABLES).toContain(name)
  })

  it('repeats what the image sets, because an empty line of .env would unset it', () => {
    expect(given).toMatchObject(readDockerfile().env)
  })

  it('demands every secret, and says what is demanded', () => {
    const secrets = { ...given, ...services.database.environment }
    for (const name of ['DATABASE_URL', 'MAGNETS_KEY', 'POSTGRES_PASSWORD']) {
      expect(secrets[name]).toMatch(
        new RegExp(`^\\$\\{${name}:\\?set it in \\.env[, ][^{}]{10,}\\}$`),
      )
    }
  })

  it('has two copies that nobody reaches from outside, and that have the time to finish', () => {
    expect(services.bot.deploy.replicas).toBe(2)
    expect(services.bot.ports).toBeUndefined()
    expect(services.database.ports).toBeUndefined()
    // 5 s for the platforms, 10 s for what is in hand, 5 s for the listener.
    expect(Number.parseInt(services.bot.stop_grace_period, 10)).toBeGreaterThan(20)
  })

  it('starts them when the database answers, which keeps its data', () => {
    expect(services.bot.depends_on.database.condition).toBe('service_healthy')
    expect(services.database.healthcheck.test).toContain('pg_isready')
    expect(services.database.volumes).toEqual(['database:/var/lib/postgresql/data'])
    expect(volumes).toHaveProperty('database')
  })

  it('has a proxy prepared that lets nothing but Slack through', () => {
    const whole = composition.parse(parse(COMPOSE.replace(/^( *)#(?=\S| {2})/gm, '$1')))
    expect(whole.services.proxy?.ports).toEqual(['80:80', '443:443'])
    expect(Object.keys(whole.volumes)).toEqual(['database', 'certificates'])
    const content = whole.configs?.proxy.content ?? ''
    expect(content).toContain('reverse_proxy /slack/events {')
    expect(content).toContain(`dynamic a bot ${given.PORT}`)
  })
})
