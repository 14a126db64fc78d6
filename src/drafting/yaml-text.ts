// Text of a document as comments and as scalars of YAML: whatever stands in it, it stays text.

/** Columns of a comment, so that a draft reads well in a terminal too. */
const WIDTH = 98

/** Would steer a terminal, turn the direction of writing or end a line of YAML. */
const UNSAFE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Each line behind the mark, wrapped between words; nothing can begin a line without it. */
export function quotedLines(text: string, mark: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest)} … (it goes on)` : text
  return cut
    .split(/\r\n?|\n/)
    .flatMap(line => wrapped(line.replace(/\t/g, ' ').replace(UNSAFE, ''), WIDTH - mark.length))
    .map(line => `${mark}${line}`.trimEnd())
    .join('\n')
}

/** On one line, however long. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSAFE, '').trim()
}

/** As it is where YAML can't take it for anything but text, else in double quotes. */
export function plainScalar(text: string): string {
  const clean = oneLine(text)
  const isPlain =
    /^\p{L}[\p{L}\d ’'-]*$/u.test(clean) && !/^(?:true|false|null|yes|no|on|off|todo)$/i.test(clean)
  return isPlain ? clean : JSON.stringify(clean)
}

function wrapped(line: string, width: number): readonly string[] {
  const lines: string[] = []
  let rest = line
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const at = space > rest.search(/\S|$/) ? space : wholeLetters(rest, width)
    lines.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return [...lines, rest]
}

/** Never in the middle of a letter of two units. */
function wholeLetters(text: string, at: number): number {
  return /[\ud800-\udbff]$/.test(text.slice(0, at)) ? at - 1 : at
}
