/** A part of the stack, as its health page shows it. */
export type Part = {
  name: string
  /** What it stands in for, or what it is for. */
  purpose: string
  links?: { title: string; url: string }[]
  /** Rejects when the part is down. */
  check(): Promise<{ version?: string; detail?: string } | void>
}

export type PartHealth = {
  name: string
  purpose: string
  links: { title: string; url: string }[]
  state: 'up' | 'down'
  latencyMs: number
  version?: string
  detail?: string
}

export type Health = {
  status: 'ok' | 'degraded'
  parts: PartHealth[]
  /** Of the process in which all parts run that have none of their own. */
  process: { pid: number; rssBytes: number; heapBytes: number }
}

const PATIENCE_MS = 2_000

/** Asks every part at the same time; one that does not answer soon is down. */
export async function checkHealth(parts: Part[]): Promise<Health> {
  const checked = await Promise.all(parts.map(checkPart))
  const { rss, heapUsed } = Deno.memoryUsage()
  return {
    status: checked.every(({ state }) => state === 'up') ? 'ok' : 'degraded',
    parts: checked,
    process: { pid: Deno.pid, rssBytes: rss, heapBytes: heapUsed },
  }
}

async function checkPart({ name, purpose, links = [], check }: Part): Promise<PartHealth> {
  const startedAt = performance.now()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)),
    PATIENCE_MS,
  )
  const about = { name, purpose, links }
  const latencyMs = () => Math.round((performance.now() - startedAt) * 10) / 10
  try {
    const found = await Promise.race([check(), late.promise])
    return { ...about, state: 'up', latencyMs: latencyMs(), ...found }
  } catch (error) {
    return { ...about, state: 'down', latencyMs: latencyMs(), detail: (error as Error).message }
  } finally {
    clearTimeout(timer)
  }
}
