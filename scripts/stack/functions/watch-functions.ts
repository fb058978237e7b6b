import { relative, sep } from 'node:path'

/** What a person saves in one go, an editor writes in several steps. */
const QUIET_MS = 200

/**
 * Watches the functions' folder.
 *
 * @param onChange Told which of its folders changed, a moment after the last write.
 */
export function watchFunctions(
  directory: string,
  onChange: (folders: Set<string>) => void,
): { stop(): void } {
  const watcher = Deno.watchFs(directory)
  let timer: ReturnType<typeof setTimeout> | undefined
  let folders = new Set<string>()

  async function follow(): Promise<void> {
    for await (const event of watcher) {
      if (event.kind === 'access') continue
      for (const path of event.paths) folders.add(relative(directory, path).split(sep)[0]!)
      clearTimeout(timer)
      timer = setTimeout(() => {
        const changed = folders
        folders = new Set()
        onChange(changed)
      }, QUIET_MS)
    }
  }

  follow()
  return {
    stop() {
      clearTimeout(timer)
      watcher.close()
    },
  }
}
