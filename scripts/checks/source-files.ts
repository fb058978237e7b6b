import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lists the files that git knows or would add, so that nothing generated is looked at.
 *
 * @param endings For example `['.ts', '.sql']`.
 * @returns Paths from the root.
 */
export async function listSourceFiles(root: string, endings: string[]): Promise<string[]> {
  const { success, stdout, stderr } = await new Deno.Command('git', {
    args: ['ls-files', '--cached', '--others', '--exclude-standard'],
    cwd: root,
  }).output()
  const text = new TextDecoder()
  if (!success) throw new Error(`git ls-files failed: ${text.decode(stderr)}`)
  const paths = text.decode(stdout).split('\n')
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .filter((path) => existsSync(join(root, path)))
  // An empty list would let every check pass.
  if (paths.length === 0) throw new Error(`No file with ${endings.join(', ')} was found.`)
  return paths
}
