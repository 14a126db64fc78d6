// How an answer came about: the question as read, the rule, the arithmetic, the facts as they were then.
import {
  type CommandContext,
  type CommandFile,
  type KeptAnswer,
  modelLines,
  type Outcome,
  type Reply,
} from '#magnets'

export default {
  summary: 'How an answer came about, by the id below it',
  translated: { es: 'Cómo se llegó a una respuesta, por el identificador que lleva debajo' },
  options: [
    {
      name: 'id',
      summary: 'Such as k3m8x2vq',
      translated: { es: 'Por ejemplo k3m8x2vq' },
      kind: 'text',
      required: true,
    },
  ],
  audience: 'everyone',
  async run({ id = '' }, ctx) {
    // As it is copied out of a message, with what stands around it.
    const wanted = id
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(0, ID_LENGTH)
    if (wanted === '') return ctx.notice('Which answer? Its id stands below it, after “Reference”.')
    const kept = await ctx.receipt(wanted)
    if (kept !== undefined) return told(ctx, kept)
    return ctx.notice(
      `I have no answer ${wanted} for your eyes: it was given long ago, was forgotten, or was said where you don't read.`,
    )
  },
} satisfies CommandFile

const ID_LENGTH = 20

const OUTCOMES = {
  answer: 'An answer',
  correction: 'A correction',
  refusal: 'A refusal',
  chat: 'Small talk',
  notice: 'A notice',
} satisfies Record<Outcome, string>

function told(ctx: CommandContext, kept: KeptAnswer): Reply {
  const { id, at, outcome, question, account, workings, votes } = kept
  const { guard, rule } = account
  const decided = outcome === 'refusal' ? 'Refused by the rule' : 'Decided by the rule'
  const verdict = guard === 'passed' ? 'passed' : `held the reply back for ${guard.join(', ')}`
  return ctx.notice(
    `${OUTCOMES[outcome]}, ${id}, of ${ctx.day(new Date(at).toISOString().slice(0, 10))}.`,
    ...(question === undefined ? [] : [`Asked: “${question}”`]),
    ...under('How it was read:', readings(account.lines)),
    `${decided}: ${rule}. The guard: ${verdict}.`,
    ...(account.model === undefined ? [] : modelLines(account.model)),
    ...under('Worked out:', workings),
    ...under(factsHeading(ctx, kept), factLines(ctx, kept)),
    `Votes: ${votes.helpful} helpful, ${votes.unhelpful} not helpful.`,
  )
}

/** Up to the facts that were weighed with their scores, which are for those who run the bot. */
function readings(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(line => line.startsWith(WEIGHED))
  const read = end < 0 ? lines : lines.slice(0, end)
  return read.filter(line => line.startsWith(' ')).map(line => line.trim())
}

const WEIGHED = 'Facts weighed'

function under(heading: string, list: readonly string[]): readonly (string | readonly string[])[] {
  return list.length === 0 ? [] : [heading, list]
}

function factsHeading({ base }: CommandContext, kept: KeptAnswer): string {
  const today =
    base.version === kept.base ? 'which is the one of today' : `today it is ${base.version}`
  return `Facts it rests on, in version ${kept.base} of the base, ${today}:`
}

function factLines({ base }: CommandContext, { facts }: KeptAnswer): readonly string[] {
  return facts.map(({ id, statement }) => {
    const now = base.fact(id)?.statement
    if (now === statement) return `${id}: ${statement}`
    return `${id}: ${statement} (${now === undefined ? 'gone since' : `says now: ${now}`})`
  })
}
