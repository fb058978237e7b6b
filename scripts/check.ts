/**
 * `npm run check`: everything that can be judged without running the system, in a few seconds.
 * `npm run check -- --quick` leaves the type check out; the commit hook uses it.
 */
import { join } from 'node:path'
import { findImportFaults } from './checks/import-faults.ts'
import { findLockFaults, type Lock } from './checks/lock-faults.ts'
import { listSourceFiles } from './checks/source-files.ts'
import { findStyleFaults } from './checks/sql-style.ts'
import { type DenoConfig, findVersionFaults } from './checks/version-faults.ts'
import { ROOT } from './stack/paths.ts'

const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`))
const read = (path: string) => Deno.readTextFileSync(join(ROOT, path))
const quick = Deno.args.includes('--quick')
let failed = false

async function deno(name: string, ...args: string[]): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: ROOT,
    env: { NO_COLOR: '1' },
  }).output()
  const text = new TextDecoder()
  report(name, success ? [] : [text.decode(stdout) + text.decode(stderr)])
}

function report(name: string, faults: string[]): void {
  print(`${faults.length === 0 ? 'ok    ' : 'FAILED'}  ${name}`)
  for (const fault of faults) print(`        ${fault.trimEnd().replaceAll('\n', '\n        ')}`)
  failed ||= faults.length > 0
}

await deno('format', 'fmt', '--check')
await deno('lint', 'lint')

const sql = await listSourceFiles(ROOT, ['.sql'])
report(
  'SQL style',
  sql.flatMap((path) =>
    findStyleFaults(read(path)).map(({ line, message }) => `${path}:${line} ${message}`)
  ),
)

const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const configs = (await listSourceFiles(ROOT, ['deno.json'])).filter((path) => path !== 'deno.json')
report(
  'versions agree',
  findVersionFaults(
    { ...manifest.dependencies, ...manifest.devDependencies },
    Object.fromEntries(configs.map((path) => [path, JSON.parse(read(path)) as DenoConfig])),
  ),
)

report('lock file', findLockFaults(JSON.parse(read('package-lock.json')) as Lock))

const sources = await listSourceFiles(ROOT, ['.ts', '.tsx'])
report('imports', findImportFaults(Object.fromEntries(sources.map((path) => [path, read(path)]))))

if (!quick) await deno('types', 'check', '--quiet', ...sources)
Deno.exit(failed ? 1 : 0)
