import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jwtVerify } from 'jose'
import { condenseOutput } from '../log/condense-output.ts'
import type { Log, LogLevel } from '../log/log-event.ts'
import type { FunctionLimits } from './function-limits.ts'
import { type FunctionSettings, readFunctionSettings } from './function-settings.ts'
import { type FunctionWorker, startWorker } from './function-worker.ts'
import { openLogFile } from './open-log-file.ts'
import { workerEnv } from './platform-env.ts'
import { refusal } from './refusal.ts'
import { type ServedFunction, serveFunction } from './serve-function.ts'
import { takePort } from './take-port.ts'
import { reloadOnChange } from './reload-on-change.ts'

const EDGE_RUNTIME = fileURLToPath(new URL('./edge-runtime.ts', import.meta.url))

/** The Edge Functions, each in a process of its own behind `/functions/v1/<name>`. */
export type Functions = {
  handle(request: Request): Promise<Response>
  /** The processes that serve now, by function; undefined for one that does not run. */
  pids(): Record<string, number | undefined>
  stop(): Promise<void>
}

/**
 * Serves every function of config.toml as the hosted platform does: supabase.com/docs/guides/functions.
 *
 * @param options.ports The range from which each process gets a port of this machine.
 * @param options.env What the functions find in their environment.
 * @param options.reload Whether a change below `supabase/functions` starts them again.
 * @returns Once each of them serves or has failed to.
 */
export async function startFunctions(options: {
  supabaseDirectory: string
  ports: { first: number; last: number }
  env: Record<string, string>
  limits: FunctionLimits
  jwtSecret: string
  logDirectory: string
  reload: boolean
  log: Log
}): Promise<Functions> {
  const { supabaseDirectory, limits, log } = options
  const settings = readFunctionSettings(supabaseDirectory)
  const taken = new Set<number>()
  const files = settings.map(({ name }) => openLogFile(options.logDirectory, name))
  const served = new Map(settings.map((one, index) => [one.name, serve(one, files[index]!.write)]))

  function serve(one: FunctionSettings, write: (line: string) => void): ServedFunction {
    const say = (level: LogLevel, message: string) => log({ service: one.name, level, message })
    const start = (): FunctionWorker => {
      const port = takePort(options.ports.first, options.ports.last, (port) => taken.has(port))
      taken.add(port)
      const worker = startWorker(one, {
        port,
        preload: EDGE_RUNTIME,
        memoryMb: limits.memoryMb,
        env: { ...options.env, ...workerEnv(one.name) },
        onOutput(line, stream) {
          write(line)
          log(condenseOutput(one.name, line, stream === 'stderr' ? 'warn' : 'info'))
        },
      })
      worker.ended.then(() => taken.delete(port))
      return worker
    }
    return serveFunction(start, limits, {
      onBootFailure: (why) => say('error', `did not start; the next change is tried:\n${why}`),
      onCrash: (reason) => say('error', `crashed (${reason}); starting it again`),
      onReplaced: () => say('debug', 'reached its wall clock; the next worker serves'),
    })
  }

  const watcher = options.reload
    ? reloadOnChange(join(supabaseDirectory, 'functions'), settings, served, log)
    : undefined
  await Promise.allSettled([...served.values()].map((one) => one.ready()))

  return {
    async handle(request) {
      const url = new URL(request.url)
      const name = url.pathname.split('/')[3] ?? ''
      const target = served.get(name)
      if (!target) return refusal(404, 'NOT_FOUND', 'Requested function was not found')
      const needsJwt = settings.find((one) => one.name === name)!.verifyJwt
      // A preflight has no credentials; the function answers it.
      if (needsJwt && request.method !== 'OPTIONS') {
        const objection = await objectionToJwt(request, options.jwtSecret)
        if (objection) return objection
      }
      // The hosted platform hands a function the path from its own name on.
      return await target.handle(request, url.pathname.slice('/functions/v1'.length) + url.search)
    },
    pids: () => Object.fromEntries([...served].map(([name, one]) => [name, one.pid()])),
    async stop() {
      watcher?.stop()
      await Promise.all([...served.values()].map((one) => one.stop()))
      files.forEach((file) => file.close())
    },
  }
}

async function objectionToJwt(request: Request, secret: string): Promise<Response | undefined> {
  const token = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!token) return refusal(401, 'UNAUTHORIZED_NO_AUTH_HEADER', 'Missing authorization header')
  try {
    await jwtVerify(token, new TextEncoder().encode(secret), { algorithms: ['HS256'] })
    return undefined
  } catch {
    return refusal(401, 'UNAUTHORIZED_INVALID_JWT_FORMAT', 'Invalid JWT')
  }
}
