/** What the members of one call may weigh together, so that neither memory nor a call grows. */
export type GroupLimits = {
  /** Items in one call. 1 switches grouping off. */
  items: number
  /** Weight of the items in one call; a single item may be heavier. */
  weight: number
  /** Weight of all items that wait; more are refused. */
  waiting: number
  /** Calls at a time. */
  calls: number
}

type Waiting<Item, Result> = {
  item: Item
  weight: number
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Lets what arrives together share one call to the database, as databases share a write of their
 * log. A call starts at once while fewer than `limits.calls` are under way, so a lone item never
 * waits; what comes meanwhile goes together into the next one. When a shared call fails for what
 * one of them may have brought, each is tried by itself, so that none fails for a neighbour's sake.
 *
 * @param deps.call Does all items in one transaction; returns their results in the same order.
 * @param deps.weigh What an item counts for, for example its bytes.
 * @param deps.isOnesFault Whether a shared call's error may come from one item; otherwise all fail.
 * @returns A function that resolves when the item's own call has committed. It rejects with what
 *   the call rejected with, or with code group_full when too much waits already.
 */
export function groupCommit<Item, Result>(
  deps: {
    call: (items: Item[]) => Promise<Result[]>
    weigh: (item: Item) => number
    isOnesFault: (error: unknown) => boolean
  },
  limits: GroupLimits,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = []
  let waitingWeight = 0
  let underWay = 0

  function takeGroup(): Waiting<Item, Result>[] {
    let weight = 0
    let count = 0
    while (count < queue.length && count < limits.items) {
      weight += queue[count]!.weight
      if (count > 0 && weight > limits.weight) break
      count++
    }
    const group = queue.splice(0, count)
    for (const { weight } of group) waitingWeight -= weight
    return group
  }

  async function run(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await deps.call(group.map(({ item }) => item))
      group.forEach(({ resolve }, index) => resolve(results[index]!))
    } catch (error) {
      if (group.length > 1 && deps.isOnesFault(error)) {
        for (const one of group) await run([one])
      } else {
        for (const { reject } of group) reject(error)
      }
    }
  }

  async function work(): Promise<void> {
    underWay++
    while (queue.length > 0) await run(takeGroup())
    underWay--
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const weight = deps.weigh(item)
      if (waitingWeight + weight > limits.waiting && queue.length > 0) {
        return reject(new Error(`group_full: ${queue.length} items wait for the database`))
      }
      queue.push({ item, weight, resolve, reject })
      waitingWeight += weight
      if (underWay < limits.calls) work()
    })
}
