import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** So near the end counts as being there; a bubble's margin must not cut the anchor. */
const NEAR_END_PX = 60
const LOAD_WITHIN_PX = 500

type Anchor = { element: HTMLElement; top: number }

/**
 * Keeps a thread where its reader is: at its end while they are there, else at the message they
 * look at, whatever is added above or below. Done by hand, as not every browser anchors.
 *
 * @param options.version Changes whenever the content does.
 * @param options.ready Whether onNearStart can act yet.
 * @param options.onNearStart Called when the reader comes near the beginning, or is there when the
 *   content changes or is too short to scroll.
 */
export function useThreadScroll(
  options: { version: unknown; ready: boolean; onNearStart: () => void },
) {
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef<Anchor>(undefined)
  const [atEnd, setAtEnd] = useState(true)
  const wasAtEnd = useRef(true)
  const onNearStart = useRef(options.onNearStart)
  useLayoutEffect(() => {
    onNearStart.current = options.onNearStart
  })

  const scrollToEnd = useCallback((behavior: ScrollBehavior = 'instant') => {
    const box = scroller.current
    box?.scrollTo({ top: box.scrollHeight, behavior })
  }, [])

  const keepPlace = useCallback(() => {
    const box = scroller.current
    if (!box) return
    if (wasAtEnd.current) scrollToEnd()
    else if (anchor.current?.element.isConnected) {
      box.scrollTop += topOf(anchor.current.element, box) - anchor.current.top
    }
  }, [scrollToEnd])

  const onScroll = useCallback(() => {
    const box = scroller.current
    if (!box) return
    wasAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX
    setAtEnd(wasAtEnd.current)
    anchor.current = findAnchor(box)
    if (box.scrollTop < LOAD_WITHIN_PX) onNearStart.current()
  }, [])

  useLayoutEffect(() => {
    keepPlace()
    const box = scroller.current
    if (!box) return
    anchor.current = findAnchor(box)
    if (box.scrollTop < LOAD_WITHIN_PX) onNearStart.current()
  }, [options.version, options.ready, keepPlace])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    // The window's size, a wrapped header or a late font change heights without new messages.
    const observer = new ResizeObserver(keepPlace)
    observer.observe(box)
    if (box.firstElementChild) observer.observe(box.firstElementChild)
    return () => observer.disconnect()
  }, [keepPlace])

  return { scroller, onScroll, atEnd, scrollToEnd }
}

/** The first message that is at least partly on screen, and where it stands. */
function findAnchor(box: HTMLElement): Anchor | undefined {
  for (const element of box.querySelectorAll<HTMLElement>('[data-message-id]')) {
    const top = topOf(element, box)
    if (top + element.offsetHeight > 0) return { element, top }
  }
}

function topOf(element: HTMLElement, box: HTMLElement): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top
}
