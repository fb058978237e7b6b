import { type FocusEvent, type PointerEvent, useState } from 'react'
import type { InboxRow } from '../data/rows.ts'
import { heldOrder } from './held-order.ts'

/**
 * Holds the list's order while a mouse is over it or the keyboard is in it.
 *
 * @returns What to show, and handlers for the list's element.
 */
export function useHeldRows(rows: InboxRow[]) {
  const [held, setHeld] = useState<InboxRow[]>()
  const hold = () => setHeld((current) => current ?? rows)
  const letGo = () => setHeld(undefined)
  return {
    ...heldOrder(rows, held),
    /** Shows the order of now, and holds that if a hold was on. */
    refresh: () => setHeld((current) => current && rows),
    handlers: {
      // A touch also "enters", and never leaves.
      onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && hold(),
      onPointerLeave: letGo,
      onFocus: (event: FocusEvent) => event.target.matches(':focus-visible') && hold(),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) letGo()
      },
    },
  }
}
