import type postgres from 'postgres'
import type { Caller } from './create-caller-check.ts'

/** The two kinds of message that policies on realtime.messages tell apart. */
export type Extension = 'broadcast' | 'presence'

export type Authorizer = {
  /**
   * Which kinds of message of the topic the caller may receive.
   *
   * @throws DatabaseUnavailable
   */
  mayRead(
    caller: Caller,
    topic: string,
    extensions: readonly Extension[],
  ): Promise<ReadonlySet<Extension>>
  /**
   * Whether the caller may send messages of this kind to the topic.
   *
   * @throws DatabaseUnavailable
   */
  mayWrite(caller: Caller, topic: string, extension: Extension): Promise<boolean>
}

/** The database did not answer, so nothing is known about permissions. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}

/**
 * Asks the row-level security of realtime.messages, by reading and writing rows in the caller's
 * name and rolling them back. A policy that raises counts as one that refuses.
 *
 * Facts: supabase/realtime, lib/realtime/tenants/authorization.ex.
 *
 * @param sql Connected as the superuser.
 * @param log Told about policies that raise, since the client only sees a refusal.
 */
export function createAuthorizer(sql: postgres.Sql, log: (line: string) => void): Authorizer {
  async function probe<T>(refused: T, work: (tx: postgres.TransactionSql) => Promise<T>) {
    let result = refused
    try {
      await sql.begin(async (tx) => {
        result = await work(tx)
        throw new RolledBack()
      })
    } catch (error) {
      if (error instanceof RolledBack) return result
      if (!isRaisedByQuery(error)) {
        throw new DatabaseUnavailable('The database did not answer.', { cause: error })
      }
      if (error.code !== INSUFFICIENT_PRIVILEGE) {
        log(`realtime: a policy on realtime.messages failed: ${error.message}`)
      }
    }
    return refused
  }

  return {
    mayRead(caller, topic, extensions) {
      const rows = extensions.map((extension) => ({ id: crypto.randomUUID(), topic, extension }))
      const ids = rows.map((row) => row.id)
      return probe<ReadonlySet<Extension>>(new Set(), async (tx) => {
        // Sent together: the server answers in order, and a round trip less is a faster join.
        const [, , visible] = await Promise.all([
          tx`insert into realtime.messages ${tx(rows, 'id', 'topic', 'extension')}`,
          actAs(tx, caller, topic),
          tx<{ extension: Extension }[]>`
            select extension from realtime.messages where topic = ${topic} and id in ${tx(ids)}
          `,
        ])
        return new Set(visible.map((row) => row.extension))
      })
    },
    mayWrite(caller, topic, extension) {
      return probe(false, async (tx) => {
        await Promise.all([
          actAs(tx, caller, topic),
          tx`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`,
        ])
        return true
      })
    },
  }
}

const INSUFFICIENT_PRIVILEGE = '42501'
/** Sent by a server that stops, starts or is out of connections: no answer to the question. */
const NOT_ABOUT_THE_QUERY = /^(57P|53|08)/

class RolledBack extends Error {}

function isRaisedByQuery(error: unknown): error is postgres.PostgresError {
  const { name, code } = error as Partial<postgres.PostgresError>
  return name === 'PostgresError' && typeof code === 'string' && !NOT_ABOUT_THE_QUERY.test(code)
}

function actAs(tx: postgres.TransactionSql, caller: Caller, topic: string): Promise<unknown> {
  return tx`
    select
      set_config('role', ${caller.role}, true),
      set_config('realtime.topic', ${topic}, true),
      set_config('request.jwt.claims', ${JSON.stringify(caller.claims)}, true),
      set_config('request.jwt.claim.sub', ${caller.claims.sub ?? ''}, true),
      set_config('request.jwt.claim.role', ${caller.role}, true),
      set_config('request.headers', '{}', true)
  `
}
