import type { Figure } from '../bench.ts'
import type { Differences } from './find-lost-events.ts'
import type { Round, RoundResult } from './load.ts'

/** A kind of round: what is sent to whom. */
export type Shape = Omit<Round, 'firstEvent' | 'senders' | 'secret'> & {
  name: 'single' | 'bare' | 'batch' | 'lone'
}

/** One round of a shape, measured. */
export type Sample = RoundResult & {
  name: Shape['name']
  /** Events in each request. */
  events: number
  /** What the database wrote to its log meanwhile. */
  logBytes: number
}

/** "No worse", with what measuring twice differs by. */
const PERCENT_WITH_NOISE = 105

/** The table: medians over the rounds, and times to the answer over all requests of all rounds. */
export function ingestFigures(
  samples: Sample[],
  outcome: Differences & { sent: number },
): Figure[] {
  const of = (name: Shape['name']) => samples.filter((sample) => sample.name === name)
  const rates = (name: Shape['name']) =>
    of(name).map(({ sent, events, seconds }) => sent * events / seconds)
  const rate = (name: Shape['name']) => median(rates(name))
  // Of the same round, in which the machine was as busy for one as for the other.
  const besideBare = (name: Shape['name']) =>
    median(rates(name).map((value, round) => value / rates('bare')[round]!))
  const bytes = (name: Shape['name']) =>
    median(of(name).map(({ sent, events, logBytes }) => logBytes / (sent * events)))
  const time = (name: Shape['name'], share: number, target = 0) =>
    quantile(of(name).flatMap(({ latencies }) => latencies[target] ?? []), share)
  const times = (what: string, name: Shape['name'], target = 0): Figure[] => [
    { what: `${what}, median`, value: time(name, 0.5, target), unit: 'ms' },
    { what: `${what}, 99 of 100`, value: time(name, 0.99, target), unit: 'ms' },
  ]
  const refused = samples.reduce((sum, sample) => sum + sample.refused, 0)
  const none = { atMost: 0 }

  return [
    { what: 'bare inserts, 64 at a time', value: rate('bare'), unit: '/s' },
    ...times('a bare insert among 64', 'bare'),
    { what: 'single events, 64 at a time', value: rate('single'), unit: '/s' },
    {
      what: 'single events to bare inserts',
      value: besideBare('single') * 100,
      unit: '%',
      goal: { atLeast: 50 },
    },
    ...times('a single event among 64', 'single'),
    { what: 'events in deliveries of 100', value: rate('batch'), unit: '/s' },
    {
      what: 'events of 100 to bare inserts',
      value: besideBare('batch'),
      unit: 'times',
      goal: { atLeast: 5 },
    },
    ...times('a delivery of 100 among 8', 'batch'),
    ...times('a lone delivery', 'lone', 0),
    ...times('a lone delivery, one a call', 'lone', 2),
    ...times('a lone bare insert', 'lone', 1),
    {
      what: 'lone median to one a call',
      value: time('lone', 0.5, 0) / time('lone', 0.5, 2) * 100,
      unit: '%',
      goal: { atMost: PERCENT_WITH_NOISE },
    },
    { what: 'log of a bare insert', value: bytes('bare'), unit: 'bytes' },
    { what: 'log of a single event', value: bytes('single'), unit: 'bytes' },
    { what: 'log of an event of 100', value: bytes('batch'), unit: 'bytes' },
    { what: 'events sent', value: outcome.sent, unit: '' },
    { what: 'not answered with 200', value: refused, unit: '', goal: none },
    { what: 'events lost', value: outcome.lost, unit: '', goal: none },
    { what: 'messages too many', value: outcome.tooMany, unit: '', goal: none },
    { what: 'unread miscounted by', value: outcome.miscounted, unit: '', goal: none },
  ]
}

function median(values: number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN
}
