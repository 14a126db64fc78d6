// Reads Prometheus' text format (version 0.0.4) strictly, as a scraper would.

export interface Sample {
  readonly name: string
  /** The metric that it belongs to: of a histogram without _bucket, _sum and _count. */
  readonly family: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Exposition {
  readonly samples: readonly Sample[]
  readonly help: ReadonlyMap<string, string>
  readonly type: ReadonlyMap<string, string>
  /** Of the one sample with exactly these labels. */
  value(name: string, labels: Readonly<Record<string, string>>): number | undefined
}

const SAMPLE = /^([a-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/
const LABEL = /([a-z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/gy

/** Throws at a line that can't be read, a sample before its TYPE, and the same series twice. */
export function readExposition(text: string): Exposition {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended')
  const help = new Map<string, string>()
  const type = new Map<string, string>()
  const samples = new Map<string, Sample>()
  for (const line of text.split('\n').filter(Boolean)) {
    const [, comment, about = '', words = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (comment !== undefined) {
      ;(comment === 'HELP' ? help : type).set(about, words)
      continue
    }
    const [, name = '', inside = '', number = ''] = SAMPLE.exec(line) ?? []
    const family = [name, name.replace(/_(?:bucket|sum|count)$/, '')].find(n => type.has(n))
    if (family === undefined) throw new Error(`not to be read: ${line}`)
    const labels = readLabels(inside)
    const series = keyOf(name, labels)
    if (samples.has(series)) throw new Error(`twice: ${line}`)
    samples.set(series, { name, family, labels, value: readNumber(number) })
  }
  const value: Exposition['value'] = (name, labels) => samples.get(keyOf(name, labels))?.value
  return { samples: [...samples.values()], help, type, value }
}

/** As Go reads one: NaN in any case, which prom-client makes use of. */
function readNumber(text: string): number {
  if (/^nan$/i.test(text)) return Number.NaN
  const value = text === '+Inf' ? Number.POSITIVE_INFINITY : Number(text)
  if (Number.isNaN(value)) throw new Error(`no number: ${text}`)
  return value
}

function readLabels(inside: string): Record<string, string> {
  const found = [...inside.matchAll(LABEL)]
  if (found.map(match => match[0]).join('') !== inside) throw new Error(`no labels: ${inside}`)
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]))
}

function keyOf(name: string, labels: Readonly<Record<string, string>>): string {
  return `${name} ${JSON.stringify(Object.entries(labels).sort())}`
}
