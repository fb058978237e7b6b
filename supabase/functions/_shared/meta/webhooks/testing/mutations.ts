import fc from 'fast-check'
import type { Json } from '../../parse-meta-json.ts'

const LONG = 'x'.repeat(25_000)
const JUNK: Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, 2 ** 53, '', ' ', '0', 'true', '-1', '1e9', LONG],
  ...['😀'.repeat(12_000), '__proto__', 'constructor', '17841470348340237', '1788700000123'],
  ...[[], {}, [[]], [null], { id: null }, { id: LONG }, { mid: 7 }, {
    __proto__: null,
    toString: 1,
  }],
]

/**
 * The value with one to three things done to parts of it: left out, given another type, doubled,
 * nested, or replaced by junk.
 */
export function mutations(value: Json): fc.Arbitrary<Json> {
  const step = fc.record({
    place: fc.nat(),
    what: fc.constantFrom('drop', 'retype', 'double', 'nest', 'wrap', 'junk', 'add'),
    junk: fc.oneof(fc.constantFrom(...JUNK), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>),
  })
  return fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => {
    const root = { value: structuredClone(value) }
    for (const { place, what, junk } of steps) {
      const places = placesIn(root)
      const [parent, key] = places[place % places.length] ?? [root, 'value']
      mutate(parent, key, what, structuredClone(junk))
    }
    return root.value ?? null
  })
}

type Parent = { [key: string | number]: Json }

function placesIn(parent: Json): [Parent, string][] {
  if (typeof parent !== 'object' || parent === null) return []
  const here = Object.keys(parent).map((key): [Parent, string] => [parent as Parent, key])
  return [...here, ...Object.values(parent).flatMap(placesIn)]
}

function mutate(parent: Parent, key: string, what: string, junk: Json): void {
  const part = parent[key]!
  if (what === 'drop') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  } else if (what === 'retype') parent[key] = retyped(part)
  else if (what === 'double') parent[key] = [part, structuredClone(part)]
  else if (what === 'nest') parent[key] = { [key]: part }
  else if (what === 'wrap') parent[key] = [part]
  else if (what === 'add' && typeof part === 'object' && part !== null && !Array.isArray(part)) {
    part.extra = junk
  } else parent[key] = junk
}

function retyped(value: Json): Json {
  if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : [value]
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}
