import { byActivity } from './inbox-state.ts'
import type { InboxRow } from '../data/rows.ts'

export type HeldOrder = {
  rows: InboxRow[]
  /** How many rows would be elsewhere if the order were not held. */
  waiting: number
}

/**
 * The list as it stood when a pointer or the focus came to it, with what is new in each row. Rows
 * don't move away from under a finger; only older ones, loaded by scrolling, join at the end.
 *
 * @param held The order to keep, undefined for none.
 */
export function heldOrder(rows: InboxRow[], held: readonly InboxRow[] | undefined): HeldOrder {
  if (!held) return { rows, waiting: 0 }
  const current = new Map(rows.map((row) => [row.id, row]))
  const before = new Map(held.map((row) => [row.id, row]))
  const end = held.at(-1)
  const kept = held.flatMap(({ id }) => current.get(id) ?? [])
  const older = rows.filter((row) => !before.has(row.id) && end && byActivity(row, end) > 0)
  const shown = end ? [...kept, ...older] : rows
  if (shown.length === rows.length && shown.every(({ id }, index) => id === rows[index]?.id)) {
    return { rows, waiting: 0 }
  }
  const moved = rows.filter((row) => {
    const old = before.get(row.id)
    return old ? byActivity(old, row) !== 0 : !older.includes(row)
  })
  return { rows: shown, waiting: moved.length }
}
