/** Error codes of Postgres. Some of the operating system's have five letters, too: EPIPE. */
const SQLSTATE = /^[0-9FHPX][0-9A-Z]{4}$/

/** The server is gone, has no room, or is told to stop: classes of Postgres's error codes. */
const SERVER_CLASSES = new Set(['08', '53', '57', '58', 'XX'])

/**
 * Whether a failed call may have failed for what was in it (or for meeting another: a deadlock), so
 * that parts of it may succeed; not so when no answer came or the server itself was in trouble.
 * Source: postgresql.org, appendix "PostgreSQL Error Codes".
 */
export function isDataFault(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && SQLSTATE.test(code) && !SERVER_CLASSES.has(code.slice(0, 2))
}
