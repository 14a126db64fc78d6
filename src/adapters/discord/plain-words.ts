// What people wrote on Discord as plain words: names of others, channels and emoji as they are read.

/** Without any mention of the bot, where its id is given. */
export function plainWords(content: string, bot?: string): string {
  const own = bot === undefined ? content : content.replace(new RegExp(`<@!?${bot}>`, 'g'), ' ')
  return own
    .replace(/<@[!&]?\d+>/g, '@someone')
    .replace(/<#\d+>/g, '#channel')
    .replace(/<a?(:\w+:)\d+>/g, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}
