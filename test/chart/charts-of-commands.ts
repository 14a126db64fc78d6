// The charts that the commands of this checkout make over its own base.
import type { Chart, Quantity } from '#magnets'
import { formatQuantity } from '../../src/answer/format-quantity.ts'
import { BASE, loadCommands, runCommand } from '../commands/command-desk.ts'

export interface CommandChart {
  readonly command: string
  readonly chart: Chart
  readonly format: (quantity: Quantity) => string
}

/** Of every command that needs no option. */
export async function chartsOfCommands(): Promise<readonly CommandChart[]> {
  const commands = await loadCommands()
  const bare = commands.filter(({ options }) => options.length === 0)
  const found: CommandChart[] = []
  for (const { name } of bare) {
    const { parts } = await runCommand(name)
    for (const part of parts) {
      if (part.kind !== 'chart') continue
      const format = (quantity: Quantity) => formatQuantity(BASE, quantity)
      found.push({ command: name, chart: part.chart, format })
    }
  }
  return found
}
