/**
 * Runs at once, and then at most every so often: of the calls in between the last one counts, and is
 * never lost.
 *
 * @param timer For tests; the window's otherwise.
 */
export function throttled(
  run: () => void,
  everyMs: number,
  timer: (done: () => void, afterMs: number) => unknown = setTimeout,
): () => void {
  let resting = false
  let asked = false
  return function call() {
    if (resting) {
      asked = true
      return
    }
    resting = true
    timer(() => {
      resting = false
      if (!asked) return
      asked = false
      call()
    }, everyMs)
    run()
  }
}
