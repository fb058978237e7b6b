import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'

/** The checkout's root folder, without a slash at its end. */
export const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/**
 * Where a stack keeps its data, its logs and `stack.env`; one running stack a folder.
 *
 * @param value The environment variable LOCAL_DIR, which tests set to keep away from `.local`.
 */
export function localDirectory(value: string | undefined): string {
  return resolve(ROOT, value || '.local')
}
