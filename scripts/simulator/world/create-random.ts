export type Random = () => number

/**
 * Numbers from 0 to below 1, the same ones for the same seed (the public-domain generator
 * mulberry32 by Tommy Ettinger: one multiplication a number, full period of 2^32).
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return function random() {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A seed made from several parts, so that each subject has a sequence of its own (FNV-1a). */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c_9dc5
  for (const character of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x0100_0193)
  }
  return hash >>> 0
}

/** Picks one element; the list must not be empty. */
export function pick<Element>(list: readonly Element[], random: Random): Element {
  const picked = list[Math.floor(random() * list.length)]
  if (picked === undefined) throw new RangeError('There is nothing to pick from.')
  return picked
}

/** A waiting time whose mean is given, as between events that come independently. */
export function exponential(mean: number, random: Random): number {
  return -mean * Math.log(1 - random())
}

/** How many independent events happen when `mean` are expected (Knuth; normal above 30). */
export function poisson(mean: number, random: Random): number {
  if (mean <= 0) return 0
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal))
  }
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count += 1
  return count
}
