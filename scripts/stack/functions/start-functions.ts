import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jwtVerify } from 'jose'
import { type ChildProcess, startChildProcess } from '../child-process.ts'
import { waitFor } from '../wait-for.ts'
import { readFunctionSettings } from './function-settings.ts'

const EDGE_RUNTIME = fileURLToPath(new URL('./edge-runtime.ts', import.meta.url))
const RELOAD_QUIET_MS = 200

/** The Edge Functions, each in a process of its own behind `/functions/v1/<name>`. */
export type Functions = {
  handle(request: Request): Promise<Response>
  stop(): Promise<void>
}

/**
 * Serves every function of config.toml with Deno, on one local port each from `firstPort` on. A
 * process may reach this machine and read its environment, and nothing else: no file, no program.
 *
 * @param options.env What the functions find in their environment.
 * @param options.reload Whether a change below `supabase/functions` starts them again.
 */
export async function startFunctions(options: {
  supabaseDirectory: string
  firstPort: number
  env: Record<string, string>
  jwtSecret: string
  logDirectory: string
  reload: boolean
  log: (line: string) => void
}): Promise<Functions> {
  const settings = readFunctionSettings(options.supabaseDirectory)
  const functions = new Map(settings.map((one, index) => {
    const port = options.firstPort + index
    const process = startChildProcess({
      name: `function-${one.name}`,
      command: Deno.execPath(),
      args: [
        ...['run', '--quiet', '--no-prompt', '--config', one.importMap],
        ...['--node-modules-dir=manual', '--preload', EDGE_RUNTIME],
        ...['--allow-net=127.0.0.1', '--allow-env', one.entrypoint],
      ],
      env: { ...options.env, DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` },
      logDirectory: options.logDirectory,
      log: options.log,
    })
    return [one.name, { ...one, port, process }] as const
  }))

  const watcher = options.reload
    ? reloadOnChange(
      join(options.supabaseDirectory, 'functions'),
      [...functions.values()].map((one) => one.process),
      options.log,
    )
    : undefined

  for (const { name, port } of functions.values()) {
    await waitFor(() => accepts(port), {
      what: `the function ${name} to listen; see function-${name}.log`,
      timeoutMs: 20_000,
    })
  }

  return {
    async handle(request) {
      const url = new URL(request.url)
      const name = url.pathname.split('/')[3] ?? ''
      const target = functions.get(name)
      if (!target) return refusal(404, 'NOT_FOUND', 'Requested function was not found')
      if (target.verifyJwt && !await hasValidJwt(request, options.jwtSecret)) {
        return refusal(401, 'UNAUTHORIZED_INVALID_JWT_FORMAT', 'Missing or invalid JWT')
      }
      // The hosted platform hands a function the path from its own name on.
      const path = url.pathname.slice('/functions/v1'.length)
      return await forward(request, `http://127.0.0.1:${target.port}${path}${url.search}`)
    },
    async stop() {
      watcher?.close()
      await Promise.all([...functions.values()].map((one) => one.process.stop()))
    },
  }
}

async function forward(request: Request, url: string): Promise<Response> {
  try {
    const { method, headers, body } = request
    return await fetch(url, { method, headers, body, redirect: 'manual' })
  } catch {
    return refusal(503, 'BOOT_ERROR', 'The function is starting or has crashed; see its log')
  }
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status })
}

async function hasValidJwt(request: Request, secret: string): Promise<boolean> {
  const token = request.headers.get('authorization')?.replace(/^Bearer /i, '')
  if (!token) return false
  return await jwtVerify(token, new TextEncoder().encode(secret)).then(() => true, () => false)
}

async function accepts(port: number): Promise<boolean> {
  try {
    const connection = await Deno.connect({ hostname: '127.0.0.1', port })
    connection.close()
    return true
  } catch {
    return false
  }
}

function reloadOnChange(
  directory: string,
  processes: ChildProcess[],
  log: (line: string) => void,
): Deno.FsWatcher {
  const watcher = Deno.watchFs(directory)
  let timer: ReturnType<typeof setTimeout> | undefined
  const follow = async () => {
    for await (const event of watcher) {
      if (event.kind === 'access') continue
      clearTimeout(timer)
      timer = setTimeout(() => {
        log('Functions changed; starting them again.')
        for (const process of processes) process.restart()
      }, RELOAD_QUIET_MS)
    }
  }
  follow()
  return watcher
}
