// `magnets doctor`: what is configured, what is missing, and whether the platforms agree.
import { type Command, ContentError, UserError } from '#magnets'
import { type Config, type ConfigProblem, inspectConfig } from '../config.ts'
import { checkData } from './check-data.ts'
import { EXIT, type Io, writeLine } from './io.ts'
import { openApp } from './open-app.ts'
import { readArguments } from './read-arguments.ts'

export const DOCTOR_USAGE = 'magnets doctor'

export interface Finding {
  /** Undefined for what is neither right nor wrong. */
  readonly ok?: boolean
  readonly what: string
  readonly next?: string
}

/** Nothing connects that isn't configured; exit 1 when something has to be put right. */
export async function doctor(argv: readonly string[], io: Io): Promise<number> {
  readArguments(argv, {}, DOCTOR_USAGE)
  const { config, problems } = inspectConfig(io.environment)
  const settings = problems.map(
    ({ variable, message }): Finding => ({ ok: false, what: `${variable} ${message}` }),
  )
  const house = await checkHouse(io)
  const findings = [
    { ok: true, what: `Node ${process.versions.node}` },
    ...settings,
    ...house.findings,
    await checkData(io, problems),
    ...(await checkModel(config)),
    ...(await checkEmbeddings(config)),
    ...(await checkProxy(config)),
    ...(await checkPlatforms(config, problems, house.commands)),
  ]
  for (const finding of findings) await writeLine(io.output, lineOf(finding))
  return findings.some(finding => finding.ok === false) ? EXIT.failed : EXIT.fine
}

async function checkHouse(
  io: Io,
): Promise<{ findings: readonly Finding[]; commands: readonly Command[] }> {
  try {
    const app = await openApp(io)
    const base = app.base()
    const facts = `${base.facts.length} facts as of ${base.asOf}`
    return {
      commands: app.commands,
      findings: [
        { ok: true, what: `Knowledge: ${facts}` },
        { ok: true, what: `Commands: ${app.commands.length}` },
      ],
    }
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    const next = 'Run "magnets knowledge check" for all of them.'
    const [first] = error.message.split('\n')
    const what = `Knowledge or commands: ${error.problems.length} wrong, first ${first}`
    return { commands: [], findings: [{ ok: false, what, next }] }
  }
}

/** Whether it could be asked; it is not asked, since that costs money. */
async function checkModel({ model }: Config): Promise<readonly Finding[]> {
  if (model === undefined) {
    const next = 'Set MAGNETS_MODEL in .env to let one word the answers.'
    return [{ what: 'Language model: none, and none is needed', next }]
  }
  const name = `${model.provider}:${model.model}`
  const where = model.url === undefined ? '' : ` at ${new URL(model.url).host}`
  const { createPlanner } = await import('../model/index.ts')
  try {
    await createPlanner(model)
    return [{ ok: true, what: `Language model: ${name}${where} can be asked` }]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [{ ok: false, what: `Language model ${name}: ${error.message}` }]
  }
}

/** Said only where they are wanted: nobody misses them. */
async function checkEmbeddings({ embeddings }: Config): Promise<readonly Finding[]> {
  if (embeddings === undefined) return []
  const name = `${embeddings.provider}:${embeddings.model}`
  const { openEmbeddings } = await import('../model/open-embeddings.ts')
  try {
    await openEmbeddings(embeddings)
    return [{ ok: true, what: `Embeddings: ${name} can be asked` }]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [{ ok: false, what: `Embeddings ${name}: ${error.message}` }]
  }
}

/** From here on the checks go the way that the bot goes. */
async function checkProxy(config: Config): Promise<readonly Finding[]> {
  if (config.proxy === undefined) return []
  const { proxyTroubles, useProxy } = await import('../proxy.ts')
  useProxy(config.proxy)
  const troubles = await proxyTroubles(config)
  if (troubles.length === 0) return [{ ok: true, what: 'Proxy: lets through to the platforms' }]
  return troubles.map(what => ({ ok: false, what }))
}

async function checkPlatforms(
  { slack, discord }: Config,
  problems: readonly ConfigProblem[],
  commands: readonly Command[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const wrong = (start: string) => problems.some(({ variable }) => variable.startsWith(start))
  if (slack === undefined) {
    const next = 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN'
    findings.push(wrong('SLACK_') ? unusable('Slack') : absent('Slack', next))
  } else {
    const { checkSlack } = await import('../adapters/slack/doctor.ts')
    const { mode, ...rest } = slack
    const way =
      mode.kind === 'socket' ? { appToken: mode.appToken } : { signingSecret: mode.signingSecret }
    findings.push(...(await checkSlack({ ...rest, ...way })))
  }
  if (discord === undefined) {
    findings.push(wrong('DISCORD_') ? unusable('Discord') : absent('Discord', 'DISCORD_TOKEN'))
  } else {
    const { checkDiscord } = await import('../adapters/discord/doctor.ts')
    findings.push(...(await checkDiscord({ ...discord, commands })))
  }
  return findings
}

function absent(platform: string, variables: string): Finding {
  return { what: `${platform}: not configured`, next: `Set ${variables} in .env to connect it.` }
}

function unusable(platform: string): Finding {
  return { what: `${platform}: not checked, for its settings above are wrong` }
}

function lineOf({ ok, what, next }: Finding): string {
  const mark = ok === undefined ? '-' : ok ? '✓' : '✗'
  return next === undefined ? `${mark} ${what}` : `${mark} ${what}\n    ${next}`
}
