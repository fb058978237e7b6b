/**
 * Counts what a JUnit report of `deno test` says.
 *
 * @param xml The report; an empty text counts as no tests.
 */
export function countTests(xml: string): { passed: number; failed: number } {
  const root = /<testsuites\b[^>]*>/.exec(xml)?.[0] ?? ''
  const attribute = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1] ?? 0)
  const failed = attribute('failures') + attribute('errors')
  return { passed: attribute('tests') - failed, failed }
}
