// A bare Bolt app that answers each mention with its own words: what our delivery on Slack is held against.
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'

const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecret = '',
  SLACK_API_URL: slackApiUrl = '',
  PORT = '0',
} = process.env
const logLevel = LogLevel.ERROR
const clientOptions = { slackApiUrl }

const receiver =
  appToken === undefined
    ? new HTTPReceiver({ signingSecret, logLevel })
    : new SocketModeReceiver({ appToken, logLevel, installerOptions: { clientOptions } })
const app = new App({ token, receiver, logLevel, clientOptions })
app.event('app_mention', async ({ event: { channel, ts, text }, client }) => {
  await client.chat.postMessage({ channel, thread_ts: ts, text })
})
await app.start(Number(PORT))
console.log('"running"')
