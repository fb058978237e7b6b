import type { Log } from '../log/log-event.ts'
import { findTypeErrors } from './find-type-errors.ts'
import type { FunctionSettings } from './function-settings.ts'
import type { ServedFunction } from './serve-function.ts'
import { watchFunctions } from './watch-functions.ts'

/**
 * Starts a function again when its code has changed, all of them when it is code that they share,
 * and says what its types object to. The functions that did not change go on.
 */
export function reloadOnChange(
  directory: string,
  settings: FunctionSettings[],
  served: ReadonlyMap<string, ServedFunction>,
  log: Log,
): { stop(): void } {
  async function renew(one: FunctionSettings): Promise<void> {
    const message = (level: 'info' | 'warn', text: string) =>
      log({ service: one.name, level, message: text })
    // A failure has been told of by whoever serves the function.
    const isServing = await served.get(one.name)!.reload().then(() => true, () => false)
    if (!isServing) return
    message('info', 'reloaded')
    const errors = await findTypeErrors(one)
    if (errors) message('warn', `runs, but its types are wrong:\n${errors}`)
  }

  return watchFunctions(directory, (folders) => {
    const isShared = [...folders].some((folder) => !served.has(folder))
    for (const one of settings) if (isShared || folders.has(one.name)) renew(one)
  })
}
