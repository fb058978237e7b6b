import { DatabaseUnavailable, type Extension } from './create-authorizer.ts'
import { type Caller, CallerError } from './create-caller-check.ts'
import { LIMITS } from './limits.ts'
import type { Join } from './parse-join.ts'
import type { Services } from './services.ts'

/** What the client of a channel may do there, by its newest token. */
export type ChannelRights = {
  mayRead(extension: Extension): boolean
  /** @throws DatabaseUnavailable when the answer is not known yet and can't be had. */
  mayWrite(extension: Extension): Promise<boolean>
  /** Asks about presence too, for a channel that joined without it. */
  includePresence(): Promise<void>
  /** @returns Why the channel must close, undefined when it may go on. */
  renew(token: string): Promise<string | undefined>
  /** @param onExpired Called once, when the token's time is over. */
  watchExpiry(onExpired: (message: string) => void): void
  stop(): void
}

/** A join that is answered with an error; the message is the reason that the client sees. */
export class JoinRefused extends Error {
  override readonly name = 'JoinRefused'
}

const BOTH: readonly Extension[] = ['broadcast', 'presence']

/**
 * Finds out who joins and what they may read. Everybody may do everything in public channels.
 *
 * Messages: supabase/realtime, lib/realtime_web/channels/realtime_channel.ex.
 *
 * @param connection By whose key the connection was made; counts when the join brings no token.
 * @param topic Without the prefix `realtime:`.
 * @throws JoinRefused
 */
export async function createChannelRights(
  join: Join,
  topic: string,
  connection: Caller,
  services: Services,
): Promise<ChannelRights> {
  const { authorizer, checkCaller, now } = services
  let asked = join.presence.enabled ? BOTH : BOTH.slice(0, 1)
  let token = join.accessToken
  let caller = connection
  if (token !== undefined) {
    caller = await checkCaller(token).catch((error) => {
      if (!(error instanceof CallerError)) throw error
      throw new JoinRefused(`${error.code}: ${error.message}`)
    })
  }
  let reads = await readable(caller)
  if (reads.size === 0) {
    throw new JoinRefused(
      `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
    )
  }
  const writes = new Map<Extension, boolean>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let onExpired: ((message: string) => void) | undefined

  async function readable(by: Caller): Promise<ReadonlySet<Extension>> {
    if (!join.private) return new Set(BOTH)
    try {
      return await authorizer.mayRead(by, topic, asked)
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error
      throw new JoinRefused(NO_DATABASE)
    }
  }

  function checkExpiry(): void {
    clearTimeout(timer)
    if (!onExpired || caller.expiresAt === undefined) return
    const remaining = caller.expiresAt - now()
    if (remaining > 0) timer = setTimeout(checkExpiry, Math.min(remaining, LIMITS.tokenCheckMs))
    else onExpired(`Token has expired ${Math.floor(-remaining / 1000)} seconds ago`)
  }

  return {
    mayRead: (extension) => reads.has(extension),
    async mayWrite(extension) {
      if (!join.private) return true
      const known = writes.get(extension)
      if (known !== undefined) return known
      const allowed = await authorizer.mayWrite(caller, topic, extension)
      writes.set(extension, allowed)
      return allowed
    },
    async includePresence() {
      asked = BOTH
      reads = await readable(caller)
    },
    async renew(next) {
      if (next === token) return undefined
      try {
        const nextCaller = await checkCaller(next)
        const nextReads = await readable(nextCaller)
        if ([...reads].some((extension) => !nextReads.has(extension))) {
          return `You no longer have permission to read from this Channel topic: ${topic}`
        }
        token = next
        caller = nextCaller
        reads = nextReads
        writes.clear()
        checkExpiry()
        return undefined
      } catch (error) {
        if (error instanceof CallerError || error instanceof JoinRefused) return error.message
        throw error
      }
    },
    watchExpiry(callback) {
      onExpired = callback
      checkExpiry()
    },
    stop() {
      onExpired = undefined
      clearTimeout(timer)
    },
  }
}

/** The reason of a join that needs the database while it is away; the client tries again. */
export const NO_DATABASE =
  'UnableToConnectToProject: Realtime was unable to connect to the project database'
