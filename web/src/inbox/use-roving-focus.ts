import { type FocusEvent, type KeyboardEvent, useState } from 'react'

/**
 * Makes a list one stop of the Tab key, in which j, k, arrows, Home and End move. The letters act
 * only while the list has the focus, as WCAG 2.1.4 asks.
 *
 * @param ids The rows in order; their elements carry `data-row-id`.
 * @param preferred Where Tab comes in when nothing had the focus yet.
 */
export function useRovingFocus(ids: string[], preferred: string | undefined) {
  const [last, setLast] = useState<string>()
  const entry = [last, preferred, ids[0]].find((id) => id !== undefined && ids.includes(id))

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const focused = document.activeElement?.closest<HTMLElement>('[data-row-id]')?.dataset.rowId
    const index = focused === undefined ? -1 : ids.indexOf(focused)
    const next = {
      j: index + 1,
      ArrowDown: index + 1,
      k: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: ids.length - 1,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const id = ids[Math.min(Math.max(next, 0), ids.length - 1)]
    if (id === undefined) return
    event.currentTarget.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(id)}"]`)?.focus()
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const id = event.target.closest<HTMLElement>('[data-row-id]')?.dataset.rowId
    if (id !== undefined) setLast(id)
  }
  return {
    listProps: { onKeyDown, onFocus },
    tabIndexOf: (id: string) => id === entry ? 0 : -1,
  }
}
