import type { ReactNode } from 'react'
import { AnimatedNumber, formatNumber } from '../ui/animated-number.tsx'
import { absoluteTime, shortMoment } from '../ui/format-time.ts'
import { describeAbsence } from './describe-absence.ts'
import { metricDelta } from './metric-delta.ts'
import type { MetricHistory } from './metrics-state.ts'

/** One metric of an account: its value or why there is none, and how it changed. */
export function MetricCard(
  { label, history, now, timeZone, children }: {
    label: string
    history: MetricHistory
    now: number
    timeZone: string
    children?: ReactNode
  },
) {
  const { current } = history
  const absence = describeAbsence(current?.absence)
  return (
    <div className='metric-card'>
      <h3>{label}</h3>
      <p className='metric-value'>
        {typeof current?.value === 'number'
          ? <AnimatedNumber value={current.value} />
          : <span className='absence' title={absence.why}>{absence.word}</span>}
      </p>
      <DeltaLine history={history} now={now} timeZone={timeZone} />
      {children}
    </div>
  )
}

function DeltaLine(
  { history, now, timeZone }: { history: MetricHistory; now: number; timeZone: string },
) {
  const delta = metricDelta(history, now)
  if (delta.kind === 'none') return <p className='delta'>no baseline yet</p>
  const { difference } = delta
  const since = Date.parse(delta.since)
  const trend = difference > 0 ? 'up' : difference < 0 ? 'down' : 'same'
  return (
    <p className='delta' data-trend={trend} title={absoluteTime(since, timeZone)}>
      {difference === 0
        ? 'no change'
        : <strong>{`${difference > 0 ? '+' : '−'}${formatNumber(Math.abs(difference))}`}</strong>}
      {` since ${shortMoment(since, now, timeZone)}`}
    </p>
  )
}
