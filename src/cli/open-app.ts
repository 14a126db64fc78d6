// The app as the command line uses it: for one answer, with nothing connected and nothing watched.
import type { Reply } from '#magnets'
import { render } from '../adapters/terminal/render.ts'
import { paperOf } from '../adapters/terminal/screen.ts'
import { type App, createApp } from '../app.ts'
import { inspectConfig } from '../config.ts'
import { type Io, noteTo, SILENT_LOG, writeLine } from './io.ts'

/** A half-filled configuration of a platform is no reason not to answer here. */
export async function openApp(io: Io): Promise<App> {
  const { config } = inspectConfig(io.environment)
  return createApp({
    config,
    log: SILENT_LOG,
    now: io.now,
    announce: noteTo(io),
    ...(io.commandsFolder && { commandsFolder: io.commandsFolder }),
  })
}

export async function printReply(io: Io, app: App, reply: Reply, json: boolean): Promise<void> {
  if (json) return writeLine(io.output, JSON.stringify(reply, null, 2))
  await writeLine(io.output, render(reply, { ...paperOf(io.output), format: app.format }))
}
