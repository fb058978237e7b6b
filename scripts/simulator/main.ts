/**
 * The simulator as a process: it plays Meta on this machine, for development, demos and tests.
 * It ends on SIGINT, on SIGTERM, and when its standard input ends, so that it never outlives the
 * program that started it.
 */
import { createSimulator } from './create-simulator.ts'
import { readSettings, type Settings } from './read-settings.ts'
import { createFileStore } from './state/create-file-store.ts'

function write(stream: { writeSync(bytes: Uint8Array): number }, line: string): void {
  stream.writeSync(new TextEncoder().encode(`${line}\n`))
}

const log = (message: string) => write(Deno.stderr, message)

function settingsOrExit(): Settings {
  try {
    return readSettings(Deno.env.toObject())
  } catch (error) {
    log(error instanceof Error ? error.message : String(error))
    Deno.exit(1)
  }
}

async function standardInputEnds(): Promise<void> {
  const buffer = new Uint8Array(1024)
  // A standard input that was never open has ended, too.
  while (await Deno.stdin.read(buffer).catch(() => null) !== null);
}

const settings = settingsOrExit()
const simulator = await createSimulator({
  state: createFileStore(settings.statePath),
  webhookUrl: settings.webhookUrl,
  secrets: settings.secrets,
  fetch,
  now: Date.now,
  random: Math.random,
  log,
  autoplay: settings.autoplay,
  accounts: settings.accounts,
  seed: settings.seed,
  speed: settings.speed,
  ...(settings.port === 0 ? {} : { origin: `http://127.0.0.1:${settings.port}` }),
  apps: settings.apps,
  callbackUrls: settings.callbackUrls,
})

function listenOrExit() {
  try {
    return Deno.serve({
      hostname: '127.0.0.1',
      port: settings.port,
      onListen: ({ port }) => write(Deno.stdout, `simulator ready on http://127.0.0.1:${port}`),
    }, simulator.handle)
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error
    log(`Port ${settings.port} is taken. Stop what uses it, or set SIMULATOR_PORT to a free one.`)
    Deno.exit(1)
  }
}

// Before the ready line, because whoever reads that line may send a signal at once.
const signalled = new Promise<void>((end) => {
  Deno.addSignalListener('SIGINT', end)
  Deno.addSignalListener('SIGTERM', end)
})
const server = listenOrExit()
simulator.start()
await Promise.race([signalled, standardInputEnds()])
await simulator.stop()
// A browser's open connection must not keep the process alive.
await Promise.race([server.shutdown(), new Promise((wake) => setTimeout(wake, 500))])
Deno.exit(0)
