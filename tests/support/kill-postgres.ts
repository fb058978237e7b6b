import { join } from 'node:path'
import { localDirectory } from '../../scripts/stack/paths.ts'
import { serverHome } from '../../scripts/stack/postgres/server-home.ts'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { withDatabase } from './stack.ts'

/** Kills the stack's Postgres as a power cut would, without a word of warning. */
export async function killPostgres(): Promise<void> {
  const { directory } = await serverHome(localDirectory(Deno.env.get('LOCAL_DIR')))
  const file = await Deno.readTextFile(join(directory, 'data/postmaster.pid'))
  Deno.kill(Number(file.split('\n')[0]), 'SIGKILL')
}

/** Waits until the stack has started Postgres again. */
export async function untilPostgresAnswers(): Promise<void> {
  const answers = () => withDatabase((sql) => sql`select 1`).then(() => true, () => false)
  await waitFor(answers, { what: 'Postgres to answer again', timeoutMs: 30_000 })
}
