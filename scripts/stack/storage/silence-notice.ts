/**
 * Keeps one line of a library off the console, which has no switch for it; docs/stack.md says what
 * the line would.
 */
export function silenceNotice(notice: RegExp): void {
  // deno-lint-ignore no-console -- the library writes there
  const warn = console.warn
  // deno-lint-ignore no-console -- as above
  console.warn = (...words: unknown[]) => {
    if (!notice.test(String(words[0]))) warn(...words)
  }
}
