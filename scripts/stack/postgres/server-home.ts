import { createHash } from 'node:crypto'
import { dirname } from 'node:path'

/** The operating system user that the server runs as, when that can't be ourselves. */
export type ServerUser = { name: string; uid: number; gid: number }

/** Where the server's program and data live, and who runs it. */
export type ServerHome = { directory: string; user: ServerUser | undefined }

/**
 * Postgres refuses to run as root, so there it runs as the system user `postgres`, which is made
 * when missing. A checkout below a folder that this user can't enter (such as /root) has its
 * database in /var/lib/sandpiper instead, in a folder of its own for each checkout.
 *
 * @param localDirectory Where the stack keeps its data.
 */
export async function serverHome(localDirectory: string): Promise<ServerHome> {
  const inCheckout = `${localDirectory}/postgres`
  if (Deno.uid() !== 0) return { directory: inCheckout, user: undefined }
  const user = await postgresUser()
  if (everybodyMayEnter(localDirectory)) return { directory: inCheckout, user }
  const name = createHash('sha256').update(localDirectory).digest('hex').slice(0, 12)
  return { directory: `/var/lib/sandpiper/${name}`, user }
}

async function postgresUser(): Promise<ServerUser> {
  const name = 'postgres'
  const found = await lookUp(name)
  if (found) return found
  const made = await new Deno.Command('useradd', {
    args: ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
  }).output()
  const user = made.success ? await lookUp(name) : undefined
  if (user) return user
  throw new Error(
    `Postgres can't run as root and the system user "${name}" could not be made: ` +
      `${new TextDecoder().decode(made.stderr).trim()}. Run the stack as an ordinary user instead.`,
  )
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  for (const line of (await Deno.readTextFile('/etc/passwd')).split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name) return { name, uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

const OTHERS_MAY_ENTER = 0o001

function everybodyMayEnter(directory: string): boolean {
  for (let folder = directory;; folder = dirname(folder)) {
    const mode = Deno.statSync(folder).mode
    if (mode === null || (mode & OTHERS_MAY_ENTER) === 0) return false
    if (folder === dirname(folder)) return true
  }
}
