// `npm run gallery [-- FOLDER]`: every command and kind of answer as each platform shows it, in files to look at.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { render as renderForDiscord } from '../../src/adapters/discord/render.ts'
import { render as renderForSlack } from '../../src/adapters/slack/render.ts'
import { homeView, replyView } from '../../src/adapters/slack/render-view.ts'
import { render as renderForTerminal } from '../../src/adapters/terminal/render.ts'
import { formatQuantity } from '../../src/answer/format-quantity.ts'
import { drawChart } from '../../src/chart/draw-chart.ts'
import type { Theme } from '../../src/chart/themes.ts'
import { BASE } from '../commands/command-desk.ts'
import { examples } from './examples.ts'

const THEMES: readonly Theme[] = ['light', 'dark']
const WIDTH = 80

/** Writes the files and returns their names. */
export async function writeGallery(folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true })
  const written: string[] = []
  const write = (name: string, content: string | Uint8Array): void => {
    writeFileSync(join(folder, name), content)
    written.push(name)
  }
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
  const format = (quantity: Parameters<typeof formatQuantity>[1]) => formatQuantity(BASE, quantity)
  for (const { name, reply } of await examples()) {
    const charts = reply.parts.flatMap(part => (part.kind === 'chart' ? [part.chart] : []))
    const pictures = new Map<(typeof charts)[number], Uint8Array>()
    for (const [index, chart] of charts.entries()) {
      for (const theme of THEMES) {
        const { png } = await drawChart(chart, { theme, format, unit: BASE.unit })
        write(`${name}.chart-${index + 1}.${theme}.png`, png)
        pictures.set(chart, png)
      }
    }
    write(`${name}.slack.json`, json(renderForSlack(reply)))
    write(`${name}.slack-window.json`, json(replyView(reply)))
    write(`${name}.slack-home.json`, json(homeView(reply)))
    const bodies = renderForDiscord(reply, pictures).map(({ body }) => body)
    write(`${name}.discord.json`, json(bodies))
    write(
      `${name}.terminal.txt`,
      `${renderForTerminal(reply, { width: WIDTH, colour: false, format })}\n`,
    )
  }
  return written
}

if (import.meta.main) {
  const folder = process.argv[2] ?? 'gallery'
  const written = await writeGallery(folder)
  process.stdout.write(`${written.length} files in ${folder}/\n`)
}
