/**
 * `npm run database stop` and `npm run database start`: takes the database of the running stack
 * away and brings it back, to rehearse an outage.
 */
import { controlPostgres } from './stack/postgres/control-postgres.ts'
import { localDirectory } from './stack/paths.ts'

const action = Deno.args[0]
const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`))

if (action !== 'stop' && action !== 'start') {
  print(`"${action ?? ''}" is not known. Use: npm run database stop, or: npm run database start`)
  Deno.exit(2)
}
try {
  await controlPostgres(localDirectory(Deno.env.get('LOCAL_DIR')), action)
  print(action === 'stop' ? 'The database is stopped.' : 'The database is back.')
} catch (error) {
  print(error instanceof Error ? error.message : String(error))
  Deno.exit(1)
}
