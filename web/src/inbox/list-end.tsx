import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { Skeleton } from '../ui/skeleton.tsx'
import { useOlderConversations } from './use-inbox.ts'

/** The end of what is loaded; coming near it loads the next page. */
export function ListEnd({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const older = useOlderConversations()
  const end = useRef<HTMLDivElement>(null)
  const loadMore = useEffectEvent(() => {
    if (older.isIdle || older.isSuccess) older.mutate()
  })
  useEffect(() => {
    if (!end.current || older.isPending) return
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && loadMore(),
      { root: scroller.current, rootMargin: '600px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
    // Observed anew after each page: one that leaves the end in view must bring the next.
  }, [scroller, older.isPending])

  return (
    <div ref={end} className='list-end'>
      {older.isError
        ? (
          <p role='alert'>
            Older conversations can’t be loaded.{' '}
            <button type='button' className='link-button' onClick={() => older.mutate()}>
              Retry
            </button>
          </p>
        )
        : <Skeleton shape='row' count={2} />}
    </div>
  )
}
