// Checks the file of equal words, which is read as text: one group a line.
import type { ContentProblem } from '#magnets'
import type { KnowledgeFile } from './read-folder.ts'

const GROUP = /^[a-z]+(?:-[a-z]+)*(?::[a-z]+(?:[- ][a-z]+)*)?: \S/
const NOTE = /^\s*(?:#|$)/

/** Every line that is neither a group nor a note. */
export function wordingProblems(files: readonly KnowledgeFile[]): readonly ContentProblem[] {
  return files
    .filter(({ kind }) => kind === 'wordings')
    .flatMap(({ file, text }) =>
      text.split(/\r?\n/).flatMap((line, n) => {
        if (NOTE.test(line) || GROUP.test(line)) return []
        const message = 'a line is a group, "name: word, word", or a note that begins with #'
        return [{ file, line: n + 1, message, rule: 'wordings' }]
      }),
    )
}
