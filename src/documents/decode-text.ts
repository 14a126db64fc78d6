// Turns bytes into text: by their mark, by what the file says of itself, as UTF-8, else as Windows-1252.
import { cantRead } from './open-file.ts'

export interface Decoded {
  readonly text: string
  /** As the WHATWG calls it: "utf-8", "utf-16le", "windows-1252". */
  readonly encoding: string
  /** True where nothing said so and the bytes are no UTF-8. */
  readonly guessed: boolean
}

/** As many bytes as are looked at to tell UTF-16 without a mark and binary data. */
const SAMPLE = 4096
/** The share of zero bytes at every second place that only UTF-16 of Western text has. */
const UTF16_ZEROS = 0.4
/** The share of control characters that no text has. */
const BINARY_CONTROLS = 0.02

/** `declared` is what the document itself says, if it does: `<meta charset>`. */
export function decodeText(bytes: Uint8Array, name: string, declared?: string): Decoded {
  const marked = markOf(bytes) ?? unmarkedUtf16(bytes)
  if (marked !== undefined) return checked(bytes, marked, false, name)
  if (isUtf8(bytes)) return checked(bytes, 'utf-8', false, name)
  if (declared !== undefined && isKnown(declared)) return checked(bytes, declared, false, name)
  return checked(bytes, 'windows-1252', true, name)
}

/** The encoding that an HTML file names in its first kilobyte. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w:-]{1,40})/i.exec(head)?.[1]?.toLowerCase()
}

function checked(bytes: Uint8Array, encoding: string, guessed: boolean, name: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes)
  const sample = text.slice(0, SAMPLE)
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0
  if (sample.includes('\0') || controls > sample.length * BINARY_CONTROLS) {
    throw cantRead(`${name} is no text: it holds binary data`)
  }
  if (text.trim() === '') throw cantRead(`${name} holds nothing but white space`)
  return { text, encoding, guessed }
}

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros.map(count => count / (sample.length / 2))
  if (odd > UTF16_ZEROS && even < UTF16_ZEROS / 10) return 'utf-16le'
  if (even > UTF16_ZEROS && odd < UTF16_ZEROS / 10) return 'utf-16be'
  return undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'utf-8'
  } catch {
    return false
  }
}
