// Writes small PDF files, byte by byte, for tests: pages of lines, scans without text, locked ones.

export interface PdfText {
  readonly text: string
  /** Points from the bottom of the page. */
  readonly y: number
  readonly x?: number
  readonly size?: number
}

export interface PdfOptions {
  readonly title?: string
  /** As PDF writes days: D:20250310. */
  readonly created?: string
  /** True for a file that asks for a password. */
  readonly locked?: boolean
}

export function simplePdf(
  pages: readonly (readonly PdfText[])[],
  options: PdfOptions = {},
): Buffer {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', '']
  const add = (object: string): number => objects.push(object)
  const font = add(
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  )
  const kids = pages.map(texts => {
    const content = texts
      .map(({ text, y, x = 72, size = 11 }) => {
        const escaped = text.replace(/[\\()]/g, '\\$&')
        return `BT /F1 ${size} Tf ${x} ${y} Td (${escaped}) Tj ET`
      })
      .join('\n')
    const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${stream} 0 R ` +
        `/Resources << /Font << /F1 ${font} 0 R >> >> >>`,
    )
  })
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map(n => `${n} 0 R`).join(' ')}] >>`
  const info = add(`<< /Title (${options.title ?? ''}) /CreationDate (${options.created ?? ''}) >>`)
  const key = '00'.repeat(32)
  const lock = options.locked
    ? ` /Encrypt ${add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >>`)} 0 R /ID [<${key}> <${key}>]`
    : ''
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, n) => {
    const at = file.length
    file += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R${lock} >>\n`
  return Buffer.from(`${file}startxref\n${start}\n%%EOF\n`, 'latin1')
}
