import type { PostgresConnection } from '@supabase/lite/postgres'

/** In the role that the request has taken on: PostgREST reads the same list. */
const APPLY = `
  select set_config(split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1), true)
  from pg_roles, unnest(rolconfig) as setting
  where rolname = current_user
`

/**
 * Lets the settings of a request's role hold for the request, foremost its statement_timeout:
 * `set role` alone leaves them out. Facts: PostgREST's documentation, "Impersonated Role Settings";
 * supabase.com/docs/guides/database/postgres/timeouts.
 */
export function applyRoleSettings(connection: PostgresConnection): void {
  const withContext = connection.withContext.bind(connection)
  const wrapped: typeof connection.withContext = (context, work, options) => {
    if (!context?.auth) return withContext(context, work, options)
    return withContext(context, async (transaction) => {
      await transaction.executeQuery({
        sql: APPLY,
        parameters: [],
        query: { kind: 'RawNode', sqlFragments: [APPLY], parameters: [] },
        queryId: { queryId: 'role-settings' },
      })
      return await work(transaction)
    }, options)
  }
  connection.withContext = wrapped
}
