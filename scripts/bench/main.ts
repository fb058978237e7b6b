/**
 * `npm run bench -- <name>`: measures one part and prints a table. Ends with 1 when a goal is
 * missed.
 */
import { type Bench, formatTable, reachesGoal } from './bench.ts'
import { benchInbox } from './inbox/inbox.ts'
import { benchIngest } from './ingest/ingest.ts'
import { benchRealtime } from './realtime.ts'
import { benchSimulator } from './simulator.ts'

const benches: Record<string, Bench> = {
  inbox: benchInbox,
  ingest: benchIngest,
  realtime: benchRealtime,
  simulator: benchSimulator,
}

const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`))
const [name = ''] = Deno.args
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
if (bench === undefined) {
  const asked = name === '' ? 'Which bench?' : `There is no bench "${name}".`
  print(`${asked} Run: npm run bench -- <name>, with one of: ${Object.keys(benches).join(', ')}.`)
  Deno.exit(1)
}
const figures = await bench((step) => print(`${step} …`))
print(`\n${formatTable(figures)}`)
Deno.exit(figures.every(reachesGoal) ? 0 : 1)
