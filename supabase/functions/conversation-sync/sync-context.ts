import type { Database } from '../_shared/db/connect.ts'
import type { GraphHosts } from '../_shared/env/read-graph-hosts.ts'
import type { Log } from '../_shared/log/log.ts'
import type { GraphFailure, GraphTarget } from '../_shared/meta/graph/graph-get.ts'
import type { MessagingAccount } from '../_shared/meta/graph/messaging-account.ts'
import type { Pace } from '../_shared/queue/create-pacer.ts'
import type { InTurn } from '../_shared/queue/create-turns.ts'
import type { QueuedJob } from '../_shared/queue/drain.ts'
import type { KeyRing } from '../_shared/tokens/key-ring.ts'

export type SyncDeps = {
  sql: Database
  fetch: typeof fetch
  keys: KeyRing
  graph: GraphHosts
  now: () => Date
  random: () => number
  isEnding: () => boolean
  log: Log
  /** Waits for the account's turn at the Conversations API. */
  pace: Pace
  /** Keeps one account's jobs from running side by side. */
  inTurn: InTurn
  /** How old a message must be to count as missed: its webhook may still be under way. */
  graceSeconds: number
}

/** What `private.start_conversation_job` tells of a job that may run. */
export type SyncSubject = MessagingAccount & {
  account_id: string
  token_id: string
  sealed_token: string
  /** ISO 8601: everything before has been read. */
  since: string
  resume_cursor: string | null
  list_cursor: string | null
  contact: string | null
}

/** A job under way, with all that its reading needs. */
export type SyncContext = {
  deps: SyncDeps
  queued: QueuedJob
  subject: SyncSubject
  target: GraphTarget
  /** Milliseconds: when no new call is to be begun. */
  deadline: number
}

/** What the database made of the job, or why it could not be done. */
export type SyncResult = { outcome: SyncOutcome } | { failure: GraphFailure }
export type SyncOutcome = { outcome: string } & Record<string, string | number>
