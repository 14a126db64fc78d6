// Why a person may not run a command; the platform is asked only where it makes a difference.
import { type Asker, type Audience, type Command, PlatformError } from '#magnets'
import { denial, mayUse, unknownRight } from './notices.ts'

/** Undefined where they may. */
export async function whyNot(
  { asker, audience }: { readonly asker: Asker; readonly audience?: () => Promise<Audience> },
  command: Command,
): Promise<string | undefined> {
  if (mayUse(asker, command)) return undefined
  if (command.audience !== 'moderator' || asker.guest || audience === undefined)
    return denial(command)
  try {
    return mayUse({ ...asker, audience: await audience() }, command) ? undefined : denial(command)
  } catch (error) {
    if (error instanceof PlatformError) return unknownRight(command)
    throw error
  }
}
