import { absoluteTime } from './format-time.ts'

/** A short time with the whole of it on hover and for screen readers. */
export function TimeText(
  { at, text, timeZone, className }: {
    at: string
    text: string
    timeZone?: string
    className?: string
  },
) {
  const absolute = absoluteTime(Date.parse(at), timeZone)
  return (
    <time dateTime={at} title={absolute} className={className}>
      <span aria-hidden='true'>{text}</span>
      <span className='visually-hidden'>{absolute}</span>
    </time>
  )
}
