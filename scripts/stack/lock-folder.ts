import { join } from 'node:path'

/**
 * Makes sure that one stack at a time uses a folder. The operating system drops the lock with the
 * process, however it ends.
 *
 * @throws Error that says what to do, when another stack holds the folder.
 */
export function lockFolder(localDirectory: string): { stop(): void } {
  const file = Deno.openSync(join(localDirectory, 'lock'), { create: true, write: true })
  if (!file.tryLockSync(true)) {
    file.close()
    throw new Error(
      `A stack is running from ${localDirectory} already. Stop it first, or start this one from ` +
        `another clone. (LOCAL_DIR=<folder> together with PORT_BASE runs a second one from here.)`,
    )
  }
  return { stop: () => file.close() }
}
