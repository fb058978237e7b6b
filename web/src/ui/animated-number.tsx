import { useEffect, useRef } from 'react'

const DURATION_MS = 700
const FORMAT = new Intl.NumberFormat('en-GB')

/** "12,396" */
export function formatNumber(value: number): string {
  return FORMAT.format(value)
}

/**
 * A number that counts to its new value when it changes, at once for those who asked for less
 * motion. Written past React, which need not render sixty times a second for it.
 */
export function AnimatedNumber({ value }: { value: number }) {
  const element = useRef<HTMLSpanElement>(null)
  const shown = useRef(value)

  useEffect(() => {
    const target = element.current
    const from = shown.current
    if (!target || from === value) return
    const show = (current: number) => {
      shown.current = current
      target.textContent = formatNumber(current)
    }
    // A tab in the background gets no frames.
    if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      return show(value)
    }
    target.animate([{ color: 'var(--accent-text)' }, {}], { duration: 1_500, easing: 'ease-out' })
    const startedAt = performance.now()
    const step = (now: number) => {
      const progress = Math.min(Math.max((now - startedAt) / DURATION_MS, 0), 1)
      show(Math.round(from + (value - from) * (1 - (1 - progress) ** 3)))
      if (progress < 1) frame = requestAnimationFrame(step)
    }
    let frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [value])

  // Only the first value is React's: later ones are written by the effect, from where it stands.
  const first = useRef(formatNumber(value))
  return <span ref={element} className='number'>{first.current}</span>
}
