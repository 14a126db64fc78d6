// Opens the language model that is configured, and says to whom questions go from now on.
import { NO_METER } from '#magnets'
import type { ModelConfig } from './config.ts'
import { realTimers } from './delivery/timers.ts'
import type { Log } from './log.ts'
import { type OpenModelOptions, openModel, type Phraser } from './model/index.ts'

export interface HouseParts {
  readonly log: Log
  /** Told to whom questions go from now on. */
  readonly announce: (line: string) => void
  readonly now: () => Date
  readonly ledger?: OpenModelOptions['ledger']
  readonly meter?: OpenModelOptions['meter']
}

/** Throws a UserError where the provider, its package or its key is missing. */
export async function openConfiguredModel(
  config: ModelConfig,
  { log, announce, now, ledger, meter = NO_METER }: HouseParts,
): Promise<Phraser> {
  const { provider, model, url, traced } = config
  const phraser = await openModel({
    ...config,
    ...(ledger === undefined ? {} : { ledger }),
    meter,
    onFault: ({ code, message }) =>
      log.warn({ code }, `the language model was of no use: ${message}`),
    now: () => now().getTime(),
    sleep: realTimers.sleep,
  })
  const where = url === undefined ? `the servers of ${provider}` : new URL(url).host
  const too = traced ? ', and to LangSmith, since tracing is on' : ''
  announce(`questions go to ${where}, where ${model} words the answers${too}`)
  return phraser
}
