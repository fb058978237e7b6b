import type { JsonObject } from '../../supabase/functions/_shared/meta/webhooks/json-readers.ts'
import type { ScenarioItem } from './scenario-item.ts'

/** One delivery for each item, in the order given: how a scenario would come at best. */
export function deliverEachOnce(items: ScenarioItem[]): JsonObject[] {
  return items.map((item) => deliveryOf(item.object, [entryOf([item])]))
}

/**
 * The same items as Meta may deliver them: in any order, some of them two or three times, in bodies
 * of any size with one or more entries, now and then in another envelope or unit of time, and some
 * bodies as a whole once more.
 *
 * @param seed Decides everything; the same seed gives the same deliveries.
 * @returns Bodies, to be posted in this order. Each item is in at least one of them.
 */
export function splitIntoDeliveries(items: ScenarioItem[], seed: number): JsonObject[] {
  const random = randomNumbers(seed)
  const copies = items.flatMap((item) => Array<ScenarioItem>(copiesOf(random)).fill(item))
  const rest = shuffle(copies, random)
  const deliveries: JsonObject[] = []
  while (rest.length > 0) {
    const chunk = rest.splice(0, 1 + Math.floor(random() ** 2 * 12))
    for (const object of ['instagram', 'page'] as const) {
      const ofObject = chunk.filter((item) => item.object === object)
      if (ofObject.length > 0) deliveries.push(deliveryOf(object, entriesOf(ofObject, random)))
    }
  }
  const repeated = deliveries.filter(() => random() < 0.15)
  return shuffle([...deliveries, ...repeated], random)
}

/** Items that may stand in one entry do so, mostly. */
function entriesOf(items: ScenarioItem[], random: () => number): JsonObject[] {
  const groups: ScenarioItem[][] = []
  for (const item of items) {
    const group = groups.find(([first]) => canShareEntry(first!, item))
    if (group && random() < 0.8) group.push(item)
    else groups.push([item])
  }
  return groups.map((group) => {
    const [first] = group
    const form = random()
    if (first!.list !== 'changes') return form < 0.15 ? wrapped(group) : entryOf(group)
    if (form < 0.2) return { ...entryOf(group), time: first!.entryTime * 1000 }
    if (form < 0.4 && group.length === 1) return flat(first!)
    return entryOf(group)
  })
}

function canShareEntry(one: ScenarioItem, other: ScenarioItem): boolean {
  return one.account === other.account && one.list === other.list &&
    one.entryTime === other.entryTime
}

function deliveryOf(object: ScenarioItem['object'], entry: JsonObject[]): JsonObject {
  return { object, entry }
}

function entryOf(group: ScenarioItem[]): JsonObject {
  const [{ account, list, entryTime }] = group as [ScenarioItem]
  return { time: entryTime, id: account, [list]: group.map(({ item }) => item) }
}

/** The items of a thread as changes, which the dashboard's test does. */
function wrapped(group: ScenarioItem[]): JsonObject {
  const [{ account, list, entryTime }] = group as [ScenarioItem]
  const field = list === 'standby' ? 'standby' : 'messages'
  return {
    time: entryTime,
    id: account,
    changes: group.map(({ item }) => ({ field, value: item })),
  }
}

/** Field and value in the entry itself, as Instagram Login's documentation draws it. */
function flat({ account, entryTime, item }: ScenarioItem): JsonObject {
  return { id: account, time: entryTime, ...item }
}

/** One mostly, sometimes two, seldom three. */
function copiesOf(random: () => number): number {
  const number = random()
  return number < 0.7 ? 1 : number < 0.92 ? 2 : 3
}

function shuffle<T>(items: T[], random: () => number): T[] {
  const shuffled = [...items]
  for (let index = shuffled.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!]
  }
  return shuffled
}

/** Numbers from 0 to 1, the same ones for the same seed (the mulberry32 generator). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
