/** Shuffles by a seed, so that a failure can be repeated. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed | 0
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) | 0) >>> 8
  const mixed = [...items]
  for (let index = mixed.length - 1; index > 0; index--) {
    const other = next() % (index + 1)
    ;[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!]
  }
  return mixed
}
