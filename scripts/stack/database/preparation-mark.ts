import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PREPARATION = fileURLToPath(new URL('../postgres', import.meta.url))

/**
 * Tells whether a database was prepared by this version of the stack: what is prepared before the
 * first migration is made once only, so a database of an older version lacks what is new.
 *
 * @param markFile Where the mark of the version is kept, outside the server's own folder.
 */
export function createPreparationMark(
  markFile: string,
  directory = PREPARATION,
): { write(): void; isCurrent(): boolean } {
  const hash = createHash('sha256')
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => name.endsWith('.sql')).sort()) {
    hash.update(file).update(readFileSync(join(directory, file)))
  }
  const mark = hash.digest('hex')
  return {
    write: () => writeFileSync(markFile, mark),
    isCurrent: () => existsSync(markFile) && readFileSync(markFile, 'utf8') === mark,
  }
}
