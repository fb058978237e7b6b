import postgres from 'postgres'

/** Database sessions that act as the owners of jobs. */
export type Sessions = {
  /**
   * Runs the work in a session of the role that nothing else uses meanwhile.
   *
   * @throws What the work throws, or what kept the session from starting.
   */
  use<T>(
    username: string,
    database: string,
    work: (session: postgres.Sql) => Promise<T>,
  ): Promise<T>
  stop(): Promise<void>
}

const IDLE_SECONDS = 30
/** The password of `postgres`, the role that owns migrations and so nearly every job. */
const POSTGRES_PASSWORD = 'postgres'

/**
 * Keeps sessions for a while after use, since a job may run every second.
 *
 * `postgres` gets connections of its own and with them its settings (search_path). The other roles
 * can't log in: theirs are a superuser's, with the role as the value that resets go back to.
 *
 * @param adminUrl The database as a superuser.
 */
export function createSessions(adminUrl: string): Sessions {
  const all = new Set<postgres.Sql>()
  const free = new Map<string, postgres.Sql[]>()

  function open(username: string, database: string): postgres.Sql {
    const url = new URL(adminUrl)
    url.pathname = `/${encodeURIComponent(database)}`
    if (username === 'postgres') {
      url.username = username
      url.password = POSTGRES_PASSWORD
    }
    const session = postgres(url.href, {
      max: 1,
      fetch_types: false,
      prepare: false,
      idle_timeout: IDLE_SECONDS,
      connect_timeout: 5,
      onnotice: () => {},
      connection: {
        application_name: 'pg_cron',
        ...(username !== 'postgres' && { role: username }),
      },
    })
    all.add(session)
    return session
  }

  return {
    async use(username, database, work) {
      const key = JSON.stringify([username, database])
      const waiting = free.get(key) ?? []
      free.set(key, waiting)
      const session = waiting.pop() ?? open(username, database)
      try {
        return await work(session)
      } finally {
        try {
          // The command may have left a transaction open, and anything in the session's memory.
          await session.unsafe('rollback')
          await session.unsafe('discard all')
          waiting.push(session)
        } catch {
          all.delete(session)
          await session.end({ timeout: 0 })
        }
      }
    },
    async stop() {
      await Promise.all([...all].map((session) => session.end({ timeout: 1 })))
    },
  }
}
