/**
 * The first step of every npm script: works in a clone where nothing is installed yet, so it uses
 * Node's built-in modules only. Installs the locked dependencies when they are missing or have
 * changed, then hands over to a program that runs under Deno.
 *
 * Usage: node scripts/start.mjs <program below scripts/> [arguments]
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const deno = join(root, 'node_modules/deno/deno')
const stamp = join(root, 'node_modules/.installed-lock')
const [program, ...args] = process.argv.slice(2)

installWhenNeeded()

// Deno gets Ctrl-C from the terminal as we do, and stops cleanly; we only wait for it.
const child = spawn(deno, ['run', '--quiet', '--allow-all', join('scripts', program), ...args], {
  cwd: root,
  stdio: 'inherit',
})
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGHUP', () => child.kill('SIGHUP'))
// npm hands a SIGTERM to its shell only, which dies without a word to us.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM')
}, 500).unref()
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

function installWhenNeeded() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(deno) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return

  process.stdout.write('Installing dependencies (once; about a minute) …\n')
  const { status } = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: true })
  if (status !== 0) {
    process.stderr.write('npm ci failed; its output above says why. Nothing was started.\n')
    process.exit(1)
  }
  writeFileSync(stamp, lock)

  // The quick checks before each commit. Fails harmlessly in a copy that is no git clone.
  spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: root, stdio: 'ignore' })
}
