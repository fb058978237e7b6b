import { forwardRequest } from './forward-request.ts'
import type { FunctionLimits } from './function-limits.ts'
import type { FunctionWorker, UnloadReason } from './function-worker.ts'
import { refusal } from './refusal.ts'

/** One function and the workers that serve it, one at a time. */
export type ServedFunction = {
  /** @param path What the worker sees, from the function's name on. */
  handle(request: Request, path: string): Promise<Response>
  /** Starts again with the code as it is now. Requests wait for it. */
  reload(): Promise<void>
  /** Settles when it serves, or rejects with why it does not. */
  ready(): Promise<void>
  /** Undefined while no worker listens. */
  pid(): number | undefined
  stop(): Promise<void>
}

export type FunctionEvents = {
  onBootFailure: (message: string) => void
  onCrash: (reason: string) => void
  onReplaced: () => void
}

type Turn = {
  worker: FunctionWorker
  startedAt: number
  requests: number
  isReady: boolean
  failedAt: number | undefined
  /** Whether its wall clock ran out or a limit ended it, for the answers it could not give. */
  isOverdue: boolean
  isRetired: boolean
  timers: ReturnType<typeof setTimeout>[]
}

/** The platform tells a worker at nine tenths of its time (edge-runtime, its default). */
const UNLOAD_AT = 0.9
const GRACE_MS = 5_000
/** Ctrl-C shall not take long; work in the background hears of it and has this much time. */
const STOP_GRACE_MS = 1_500
const RETRY_BOOT_MS = 1_000
const SOUND_AFTER_MS = 500

/**
 * Keeps one worker of a function serving: starts it, starts it again when it has crashed, and has
 * the next one ready before the wall clock of the present one runs out.
 *
 * A worker that could not be started is tried again with the next change, or the next request.
 *
 * @param start Starts a worker; called for each turn.
 */
export function serveFunction(
  start: () => FunctionWorker,
  limits: FunctionLimits,
  events: FunctionEvents,
): ServedFunction {
  const turns = new Set<Turn>()
  let stopped = false
  let current = begin()

  function begin(): Turn {
    const worker = start()
    const turn: Turn = {
      worker,
      startedAt: Date.now(),
      requests: 0,
      isReady: false,
      failedAt: undefined,
      isOverdue: false,
      isRetired: false,
      timers: [],
    }
    turns.add(turn)
    worker.ready.then(() => turn.isReady = true, (error: Error) => {
      turn.failedAt = Date.now()
      if (!stopped && turn === current) events.onBootFailure(error.message)
    })
    worker.ended.then((reason) => {
      turns.delete(turn)
      turn.timers.forEach(clearTimeout)
      if (stopped || turn !== current || !turn.isReady) return
      if (!turn.isOverdue) events.onCrash(reason)
      // One that crashes as soon as it listens waits for a request, so as not to spin.
      if (Date.now() - turn.startedAt < SOUND_AFTER_MS) turn.failedAt = Date.now()
      else current = begin()
    })
    return turn
  }

  function retire(turn: Turn, reason: UnloadReason): void {
    if (turn.isRetired) return
    turn.isRetired = true
    turn.worker.unload(reason)
    finishWhenIdle(turn)
  }

  function finishWhenIdle(turn: Turn): void {
    if (turn.isRetired && turn.requests === 0) turn.worker.finish()
  }

  function startWallClock(turn: Turn): void {
    if (limits.wallClockMs === 0 || turn.timers.length > 0) return
    const replace = async () => {
      const next = begin()
      await next.worker.ready.catch(() => {})
      if (stopped || turn !== current) return next.worker.kill()
      current = next
      events.onReplaced()
      retire(turn, 'wall_clock')
    }
    const end = () => {
      turn.isOverdue = true
      turn.worker.kill()
    }
    turn.timers = [
      setTimeout(replace, limits.wallClockMs * UNLOAD_AT),
      setTimeout(end, limits.wallClockMs),
    ]
  }

  async function turnToServe(): Promise<Turn> {
    for (;;) {
      const turn = current
      if (turn.failedAt && Date.now() - turn.failedAt > RETRY_BOOT_MS) current = begin()
      else {
        await turn.worker.ready.catch((error) => {
          if (turn === current) throw error
        })
        if (turn === current) return turn
      }
    }
  }

  async function explainFailure(turn: Turn): Promise<Response> {
    // A worker that closes the connection is about to end; how it ended is the explanation.
    const patience = Promise.withResolvers<void>()
    const timer = setTimeout(patience.resolve, RETRY_BOOT_MS)
    await Promise.race([turn.worker.ended, patience.promise])
    clearTimeout(timer)
    return turn.isOverdue
      ? refusal(546, 'WORKER_LIMIT', 'The function was ended by the wall clock limit')
      : refusal(500, 'WORKER_ERROR', 'The function ended before it answered; see its log')
  }

  return {
    async handle(request, path) {
      let turn: Turn
      try {
        turn = await turnToServe()
      } catch (error) {
        return refusal(503, 'BOOT_ERROR', `The function did not start: ${(error as Error).message}`)
      }
      turn.requests++
      startWallClock(turn)
      return await forwardRequest(request, {
        url: turn.worker.address + path,
        idleMs: limits.idleMs,
        onDone() {
          turn.requests--
          finishWhenIdle(turn)
        },
        explainFailure: () => explainFailure(turn),
      })
    },
    async reload() {
      const old = current
      current = begin()
      retire(old, 'termination')
      old.timers.push(setTimeout(() => old.worker.kill(), GRACE_MS))
      await current.worker.ready
    },
    ready: () => current.worker.ready,
    pid: () => current.isReady ? current.worker.pid : undefined,
    async stop() {
      stopped = true
      for (const turn of turns) {
        turn.timers.forEach(clearTimeout)
        retire(turn, 'termination')
        turn.worker.finish()
      }
      const grace = setTimeout(() => turns.forEach(({ worker }) => worker.kill()), STOP_GRACE_MS)
      await Promise.all([...turns].map(({ worker }) => worker.ended))
      clearTimeout(grace)
    },
  }
}
