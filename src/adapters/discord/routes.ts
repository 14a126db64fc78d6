// Where things stand in Discord's HTTP interface.

export const routes = {
  me: '/users/@me',
  application: '/applications/@me',
  messages: (channel: string) => `/channels/${channel}/messages`,
  message: (channel: string, id: string) => `/channels/${channel}/messages/${id}`,
  typing: (channel: string) => `/channels/${channel}/typing`,
  callback: (id: string, token: string) => `/interactions/${id}/${token}/callback`,
  followUps: (application: string, token: string) => `/webhooks/${application}/${token}`,
  response: (application: string, token: string, id = '@original') =>
    `/webhooks/${application}/${token}/messages/${id}`,
  commands: (application: string, guild?: string) =>
    guild === undefined
      ? `/applications/${application}/commands`
      : `/applications/${application}/guilds/${guild}/commands`,
} as const satisfies Record<string, `/${string}` | ((...ids: string[]) => `/${string}`)>
