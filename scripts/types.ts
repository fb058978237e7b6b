/** `npm run types`: writes the database's types from the running stack, after a new migration. */
import { parseEnv } from 'node:util'
import { join } from 'node:path'
import { DATABASE_TYPES, generateTypes } from './stack/database/generate-types.ts'
import { localDirectory, ROOT } from './stack/paths.ts'

const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`))
try {
  const path = join(localDirectory(Deno.env.get('LOCAL_DIR')), 'stack.env')
  const env = parseEnv(await Deno.readTextFile(path))
  const types = await generateTypes({ root: ROOT, databaseUrl: env.DB_URL! })
  await Deno.writeTextFile(join(ROOT, DATABASE_TYPES), types)
  print(`Wrote ${DATABASE_TYPES}.`)
} catch (error) {
  const isStopped = error instanceof Deno.errors.NotFound
  print(isStopped ? 'No stack is running. Start one first: npm run stack' : String(error))
  Deno.exit(1)
}
