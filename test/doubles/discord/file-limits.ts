// What Discord refuses of files that are sent with a message.
import { list, over, text } from './limit-words.ts'
import { type Body, FILES } from './world.ts'

const MIB = 2 ** 20

/** Every new attachment needs its file, and every file its attachment. */
export function fileProblems(body: Body): string[] {
  const files = body[FILES] ?? []
  const sum = files.reduce((total, { size }) => total + size, 0)
  // Those that stand already are named by Discord's long ids.
  const fresh = list(body.attachments).filter(({ id }) => text(id).length < 10)
  const wanted = fresh.map(({ id }) => `files[${text(id)}]`)
  const sent = files.map(({ field }) => field)
  return [
    ...files.flatMap(({ name, size }) => over(`bytes of ${name}`, size, 10 * MIB)),
    ...over('bytes of all files', sum, 25 * MIB),
    ...over('attachments', list(body.attachments).length, 10),
    ...wanted.filter(field => !sent.includes(field)).map(field => `${field} was not sent`),
    ...sent.filter(field => !wanted.includes(field)).map(field => `${field} is no attachment`),
    ...files.flatMap(({ field, name }) =>
      fresh.some(a => `files[${text(a.id)}]` === field && a.filename !== name)
        ? [`${name} has another name among the attachments`]
        : [],
    ),
  ]
}
