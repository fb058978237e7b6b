import type { MetricHistory } from './metrics-state.ts'
import { sparklinePath } from './sparkline-path.ts'

const WIDTH = 240
const HEIGHT = 44

/** The course of a metric over the last seven days; the card's words say the same. */
export function Sparkline(
  { history, from, to, label }: {
    history: MetricHistory
    from: number
    to: number
    label: string
  },
) {
  const path = sparklinePath(history, { from, to, width: WIDTH, height: HEIGHT })
  if (path === '') return null
  return (
    <svg
      className='sparkline'
      viewBox={`-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`}
      preserveAspectRatio='none'
      role='img'
      aria-label={label}
    >
      <path d={path} vectorEffect='non-scaling-stroke' />
    </svg>
  )
}
