// Speaks TLS for a double that speaks plain, with a certificate that nobody knows by himself.
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createServer } from 'node:tls'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('../fixtures/tls/', import.meta.url)

/** For NODE_EXTRA_CA_CERTS: its own authority, for slack.test and discord.test, until 2126. */
export const CERTIFICATE = fileURLToPath(new URL('cert.pem', FOLDER))

export interface TlsFront {
  readonly port: number
  /** The port of the double behind it. */
  leadTo(port: number): void
  close(): Promise<void>
}

export async function startTlsFront(): Promise<TlsFront> {
  const open = new Set<Socket>()
  let behind = 0
  const secrets = { key: readFileSync(new URL('key.pem', FOLDER)), cert: readFileSync(CERTIFICATE) }
  const front = createServer(secrets, client => {
    const server = connect(behind, '127.0.0.1')
    for (const end of [client, server]) {
      open.add(end)
      end.on('error', () => undefined)
      end.on('close', () => {
        client.destroy()
        server.destroy()
      })
    }
    client.pipe(server).pipe(client)
  })
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve))
  return {
    port: (front.address() as AddressInfo).port,
    leadTo: port => {
      behind = port
    },
    async close() {
      for (const end of open) end.destroy()
      await new Promise(resolve => front.close(resolve))
    },
  }
}
