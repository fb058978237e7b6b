/** Two transactions met: this one was chosen to give way. Nothing of it is stored. */
const CONFLICTS = new Set(['40001', '40P01'])
const ATTEMPTS = 5

/**
 * Runs a transaction again that gave way to another one.
 *
 * @param withinMs After this time no other attempt begins.
 * @throws What the last attempt throws; anything but a conflict at once.
 */
export async function retryConflicts<T>(run: () => Promise<T>, withinMs: number): Promise<T> {
  const deadline = Date.now() + withinMs
  for (let attempt = 1;; attempt++) {
    try {
      return await run()
    } catch (error) {
      const { code } = (error ?? {}) as { code?: string }
      const isLast = attempt === ATTEMPTS || Date.now() >= deadline
      if (isLast || !CONFLICTS.has(code ?? '')) throw error
    }
  }
}
