// Opens the language model that is configured, and says to whom questions go from now on.
import { NO_METER } from '#magnets'
import type { ModelConfig } from './config.ts'
import type { Log } from './log.ts'
import { type OpenModelOptions, openModel, type Phraser } from './model/index.ts'

export interface HouseParts {
  readonly log: Log
  readonly now: () => Date
  readonly ledger?: OpenModelOptions['ledger']
  readonly meter?: OpenModelOptions['meter']
}

/** Throws a UserError where the provider, its package or its key is missing. */
export async function openConfiguredModel(
  config: ModelConfig,
  { log, now, ledger, meter = NO_METER }: HouseParts,
): Promise<Phraser> {
  const { provider, model, url, traced } = config
  const phraser = await openModel({
    ...config,
    ...(ledger === undefined ? {} : { ledger }),
    meter,
    onFault: ({ code, message }) =>
      log.warn({ code }, `the language model was of no use: ${message}`),
    now: () => now().getTime(),
    sleep,
  })
  const where = url === undefined ? `the servers of ${provider}` : new URL(url).host
  const too = traced ? ', and to LangSmith, since tracing is on' : ''
  log.info(
    { model: `${provider}:${model}` },
    `questions go to ${where}, where a model words the answers${too}`,
  )
  return phraser
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
