/**
 * Notices that the platform is about to end this process, at nine tenths of its wall clock: what is
 * begun after that would be cut off, and wait until its job is visible again.
 *
 * @returns Whether that has happened.
 */
export function watchEnding(): () => boolean {
  let isEnding = false
  addEventListener('beforeunload', () => {
    isEnding = true
  })
  return () => isEnding
}
