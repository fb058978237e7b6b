import type { LiveEvent } from './parse-live-event.ts'

/** Longer than any load takes; what is older can't be missing from a load that still runs. */
const KEPT_MS = 60_000

export type EventMark = { position: number; epoch: number }

/** The last minute of live events, so that a load can catch up with what came while it ran. */
export type EventLog = {
  append(event: LiveEvent): void
  /** Called when the channel (again) delivers: before that, events may have been missed. */
  restart(): void
  mark(): EventMark
  since(mark: EventMark): LiveEvent[]
  /** Whether events may have been missed since the mark. */
  hasGapSince(mark: EventMark): boolean
}

/** Makes an empty log. */
export function createEventLog(now: () => number = Date.now): EventLog {
  const entries: { position: number; at: number; event: LiveEvent }[] = []
  let position = 0
  let epoch = 0
  return {
    append(event) {
      const at = now()
      position += 1
      entries.push({ position, at, event })
      const kept = entries.findIndex((entry) => entry.at > at - KEPT_MS)
      if (kept > 0) entries.splice(0, kept)
    },
    restart() {
      epoch += 1
    },
    mark: () => ({ position, epoch }),
    since: (mark) =>
      entries.filter((entry) => entry.position > mark.position).map(({ event }) => event),
    hasGapSince: (mark) => mark.epoch !== epoch,
  }
}
