// Seals tokens before they are written: AES-256-GCM, with the name of the key in front.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { UserError } from '#magnets'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

export interface Seal {
  /** "s1.<key>.<iv, tag and cipher in base64url>" */
  seal(secret: string): string
  /** Throws a UserError ("wrong-key") where no key at hand fits, or what was sealed was changed. */
  open(sealed: string): string
  /** False where it was sealed with a key of before. */
  isCurrent(sealed: string): boolean
}

/** 32 bytes from hex or base64; throws a UserError ("configuration") for anything else. */
export function readKey(text: string): Buffer {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/.test(text) ? 'hex' : 'base64')
  if (key.length === KEY_BYTES) return key
  throw new UserError('configuration', 'A key must be 32 bytes in base64 or hex.')
}

/** The first key seals; all of them open. */
export function createSeal(current: Buffer, older: readonly Buffer[] = []): Seal {
  const keys = new Map([current, ...older].map(key => [nameOf(key), key]))
  const name = nameOf(current)
  return {
    seal(secret) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, current, iv).setAAD(Buffer.from(name))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return `s1.${name}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    open(sealed) {
      const [form, by = '', data = ''] = sealed.split('.')
      const key = keys.get(by)
      if (form !== 's1' || key === undefined) throw wrongKey(by)
      const bytes = Buffer.from(data, 'base64url')
      try {
        const iv = bytes.subarray(0, IV_BYTES)
        const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
        decipher.setAAD(Buffer.from(by))
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw damaged(by, cause)
      }
    },
    isCurrent: sealed => sealed.startsWith(`s1.${name}.`),
  }
}

/** Eight digits of a digest: tells keys apart and nothing about them. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update('key-name').update(key).digest('hex').slice(0, 8)
}

function damaged(name: string, cause: unknown): UserError {
  const message =
    `A token at rest does not open with the key ${name} that sealed it: somebody has changed it, ` +
    'or the disk has. Put a backup in its place; or ask anew, or install the app anew.'
  return new UserError('wrong-key', message, { cause })
}

function wrongKey(name: string): UserError {
  const message =
    `A token at rest was sealed with the key ${name || 'of another form'}, which is not at hand. ` +
    'Set it as MAGNETS_KEY, or add it to MAGNETS_OLD_KEYS and run "npx magnets rekey".'
  return new UserError('wrong-key', message)
}
