/** What will happen, by time. */
export type Agenda<Item> = {
  add(atMs: number, item: Item): void
  /** Takes the earliest item that is due; equal times in the order they were added. */
  takeDue(nowMs: number): { atMs: number; item: Item } | undefined
  size(): number
}

type Entry<Item> = { atMs: number; order: number; item: Item }

/** A binary heap: a world of a thousand accounts has tens of thousands of appointments. */
export function createAgenda<Item>(): Agenda<Item> {
  const heap: Entry<Item>[] = []
  let order = 0

  const isBefore = (one: Entry<Item>, other: Entry<Item>) =>
    one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)

  function raise(index: number): void {
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1
      if (!swapIfBefore(child, parent)) return
      child = parent
    }
  }

  function sink(): void {
    for (let parent = 0;;) {
      const left = 2 * parent + 1
      if (left >= heap.length) return
      const [first, second] = [heap[left], heap[left + 1]]
      const child = first && second && isBefore(second, first) ? left + 1 : left
      if (!swapIfBefore(child, parent)) return
      parent = child
    }
  }

  function swapIfBefore(child: number, parent: number): boolean {
    const [lower, upper] = [heap[child], heap[parent]]
    if (lower === undefined || upper === undefined || !isBefore(lower, upper)) return false
    heap[child] = upper
    heap[parent] = lower
    return true
  }

  return {
    add(atMs, item) {
      heap.push({ atMs, order: order++, item })
      raise(heap.length - 1)
    },
    takeDue(nowMs) {
      const first = heap[0]
      if (first === undefined || first.atMs > nowMs) return undefined
      const last = heap.pop()
      if (heap.length > 0 && last !== undefined) {
        heap[0] = last
        sink()
      }
      return { atMs: first.atMs, item: first.item }
    },
    size: () => heap.length,
  }
}
