// A bare discord.js client that answers each message with its own words: what our delivery on Discord is held against.
import { Client, Events, GatewayIntentBits, Routes } from 'discord.js'

const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api = '' } = process.env
const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits
const client = new Client({
  intents: [Guilds, GuildMessages, DirectMessages],
  shardCount: 1,
  rest: { api, version: '10' },
})
client.on(Events.MessageCreate, async ({ author, channelId, content, id }) => {
  if (author.bot) return
  const body = { content, message_reference: { message_id: id }, allowed_mentions: { parse: [] } }
  await client.rest.post(Routes.channelMessages(channelId), { body })
})
client.once(Events.ClientReady, () => console.log('"running"'))
await client.login(token)
