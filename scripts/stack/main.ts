/** `npm start` and `npm run stack`, once the dependencies are installed. */
import { parseArgs } from 'node:util'
import { readFunctionLimits } from './functions/function-limits.ts'
import { createLog } from './log/create-log.ts'
import { localDirectory, ROOT } from './paths.ts'
import { portsFromBase } from './ports.ts'
import { startStack } from './start-stack.ts'

const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`))
const startedAt = performance.now()
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`

const { values: flags } = parseArgs({
  args: Deno.args,
  options: {
    fresh: { type: 'boolean', default: false },
    'no-web': { type: 'boolean', default: false },
    /** Warnings and errors alone. */
    quiet: { type: 'boolean', default: false },
    /** Requests, too. */
    verbose: { type: 'boolean', default: false },
    /** One JSON object a line, also for what is said at the start and the end. */
    json: { type: 'boolean', default: false },
  },
})
const log = createLog({
  write: print,
  from: flags.quiet ? 'warn' : flags.verbose ? 'debug' : 'info',
  json: flags.json,
  color: Deno.stdout.isTerminal() && !Deno.env.get('NO_COLOR'),
  now: () => new Date(),
})
/** What a person reads at the start and the end; `message` is its short form for machines. */
const tell = (text: string, message = text) =>
  flags.json ? log({ service: 'stack', level: 'info', message }) : print(text)

// A second Ctrl-C must not cut the first one's clean stop short.
let interrupt = () => {}
const interrupted = new Promise<void>((resolve) => interrupt = resolve)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  Deno.addSignalListener(signal, () => interrupt())
}

// Whoever started us may be killed without a chance to pass it on.
const parent = Deno.ppid
Deno.unrefTimer(setInterval(() => {
  if (Deno.ppid !== parent) interrupt()
}, 500))

try {
  const stack = await startStack({
    root: ROOT,
    localDirectory: localDirectory(Deno.env.get('LOCAL_DIR')),
    ports: portsFromBase(Deno.env.get('PORT_BASE')),
    fresh: flags.fresh,
    web: !flags['no-web'],
    autoplay: Deno.env.get('SIMULATOR_AUTOPLAY') !== 'off',
    reload: true,
    limits: readFunctionLimits(Deno.env),
    progress: (step) => tell(`${seconds().padStart(7)}  ${step}`, step),
    log,
  })
  const { env } = stack
  tell(
    `
Sandpiper is ready (${seconds()}).

  Web app          ${env.WEB_URL || '(not started)'}
  Sign in with     ${env.DEMO_EMAIL}  ${env.DEMO_PASSWORD}
  Simulator        ${env.SIMULATOR_URL}   (send a message now)

  API              ${env.API_URL}
  Functions        ${env.FUNCTIONS_URL}
  Database         ${env.DB_URL}
  Publishable key  ${env.PUBLISHABLE_KEY}
  Secret key       ${env.SECRET_KEY}

All of this is in .local/stack.env, logs are in .local/logs. Ctrl-C stops everything.
`,
    `ready: ${env.API_URL}`,
  )
  await interrupted
  tell('\nStopping …', 'stopping')
  await stack.stop()
  tell('Stopped.', 'stopped')
  Deno.exit(0)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  if (flags.json) log({ service: 'stack', level: 'error', message })
  else print(`\n${message}`)
  Deno.exit(1)
}
