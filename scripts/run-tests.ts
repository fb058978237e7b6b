/**
 * `npm test`: all checks, all unit tests, then everything that needs a running system, against a
 * fresh stack on ports of its own, so that a stack at work next to it is not disturbed.
 *
 * `npm test -- <path>` runs the tests below one path (with the stack, for those in tests/).
 */
import { join } from 'node:path'
import { countTests } from './checks/count-tests.ts'
import { findFreePortBase } from './checks/find-free-port-base.ts'
import { createLog } from './stack/log/create-log.ts'
import { ROOT } from './stack/paths.ts'
import { portsFromBase } from './stack/ports.ts'
import { startStack } from './stack/start-stack.ts'

const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`))
const local = join(ROOT, '.local/test')
const only = Deno.args[0]
const totals = { passed: 0, failed: 0 }

async function run(title: string, args: string[], env: Record<string, string> = {}) {
  print(`\n== ${title}`)
  const { success } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: ROOT,
    env,
    stdin: 'null',
    stdout: 'inherit',
    stderr: 'inherit',
  }).output()
  return success
}

async function runTests(title: string, paths: string[], env: Record<string, string> = {}) {
  const report = join(local, 'report.xml')
  await Deno.remove(report).catch(() => {})
  const success = await run(
    title,
    ['test', '--quiet', '--allow-all', '--no-check', `--junit-path=${report}`, ...paths],
    env,
  )
  const counted = countTests(await Deno.readTextFile(report).catch(() => ''))
  totals.passed += counted.passed
  totals.failed += counted.failed
  // A crash, a leak, or no test at all: none of them may look like success.
  if ((!success && counted.failed === 0) || counted.passed + counted.failed === 0) totals.failed++
}

async function runSystemTests(paths: string[]) {
  print('\n== stack')
  const stack = await startStack({
    root: ROOT,
    localDirectory: local,
    ports: portsFromBase(String(findFreePortBase())),
    fresh: true,
    web: true,
    autoplay: false,
    reload: false,
    progress: print,
    log: createLog({
      write: print,
      from: 'info',
      json: false,
      color: false,
      now: () => new Date(),
    }),
  })
  try {
    await runTests('system tests', paths, { ...stack.env, LOCAL_DIR: local })
  } finally {
    await stack.stop()
  }
}

await Deno.mkdir(local, { recursive: true })
if (only) {
  const isSystemTest = /^(\.\/)?tests\b/.test(only)
  await (isSystemTest ? runSystemTests([only]) : runTests('tests', [only]))
} else {
  if (!await run('checks', ['run', '--allow-all', '--quiet', 'scripts/check.ts'])) totals.failed++
  await runTests('unit tests', ['scripts', 'supabase/functions', 'web'])
  await runSystemTests(['tests'])
}
// In a form that machines read, too.
print(`\n${totals.passed} passed, ${totals.failed} failed`)
Deno.exit(totals.failed === 0 ? 0 : 1)
