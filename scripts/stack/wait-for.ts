/**
 * Waits until a condition holds.
 *
 * @param condition Looked at every `everyMs`; a value other than undefined and false ends the wait.
 * @param options.what Completes the sentence "Waited … for"; it is all the reader of the error has.
 * @returns What the condition returned.
 * @throws Error when `timeoutMs` has passed.
 */
export async function waitFor<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  options: { what: string; timeoutMs: number; everyMs?: number },
): Promise<T> {
  const deadline = Date.now() + options.timeoutMs
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    if (Date.now() > deadline) {
      throw new Error(`Waited ${options.timeoutMs / 1000} s in vain for ${options.what}.`)
    }
    await new Promise((wake) => setTimeout(wake, options.everyMs ?? 50))
  }
}
