// When new conversations in a channel are for the bot: shown, and changed by those who manage it.
import { CHANNEL_MODES, type ChannelMode, type CommandFile } from '#magnets'

export default {
  summary: 'When I answer in this channel: where I am mentioned, at every question, or not at all',
  translated: { es: 'Cuándo respondo en este canal: al mencionarme, a cada pregunta o nunca' },
  options: [
    {
      name: 'mode',
      summary: 'Without it you see how it is set',
      translated: { es: 'Sin ella ves cómo está configurado' },
      kind: 'choice',
      required: false,
      values: CHANNEL_MODES,
    },
  ],
  audience: 'moderator',
  async run({ mode }, ctx) {
    const wanted = CHANNEL_MODES.find(known => known === mode)
    if (wanted !== undefined) await ctx.setMode(wanted)
    const set = wanted ?? (await ctx.mode())
    const deaf = set === 'every' && ctx.deaf()
    return ctx.notice(
      `${wanted === undefined ? 'This channel is set to' : 'This channel is now set to'} ${set}: ${MEANINGS[set]}`,
      ...(deaf ? [DEAF] : []),
      'Commands and direct messages are always answered, and conversations that have begun go on.',
    )
  },
} satisfies CommandFile

const MEANINGS: Readonly<Record<ChannelMode, string>> = {
  mentions: 'I answer where I am mentioned.',
  every: 'I answer every question that I recognise, whether I am mentioned or not.',
  off: 'I begin no new conversations here.',
}

const DEAF =
  'I can not hear them yet: this platform hides messages from me that do not mention me. ' +
  'Whoever runs me can allow it: the README says how.'
