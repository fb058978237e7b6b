import { refusal } from './refusal.ts'

/** What answers up to this size is read at once; longer ones, and streams, are passed on as they come. */
const READ_AT_ONCE_BYTES = 1024 * 1024

/**
 * Passes a request on to a function's worker.
 *
 * @param options.idleMs How long the answer may take to begin; zero for ever.
 * @param options.onDone Called once, when the worker has nothing more to do with the request.
 * @param options.explainFailure What to answer when the worker ends before it has answered.
 */
export async function forwardRequest(request: Request, options: {
  url: string
  idleMs: number
  onDone: () => void
  explainFailure: () => Promise<Response>
}): Promise<Response> {
  const { url, idleMs, onDone } = options
  const late = new AbortController()
  const timer = idleMs > 0 ? setTimeout(() => late.abort(), idleMs) : undefined
  try {
    const { method, headers, body } = request
    const { signal } = late
    const answer = await fetch(url, { method, headers, body, redirect: 'manual', signal })
    clearTimeout(timer)
    return await passOn(answer, rewritten(answer.headers, method), onDone)
  } catch {
    clearTimeout(timer)
    onDone()
    if (late.signal.aborted) {
      return refusal(504, 'IDLE_TIMEOUT', 'The function did not answer within the idle timeout')
    }
    return await options.explainFailure()
  }
}

/** HTML is served with custom domains only: supabase.com/docs/guides/functions/limits. */
function rewritten(given: Headers, method: string): Headers {
  const headers = new Headers(given)
  if (method === 'GET' && headers.get('content-type')?.startsWith('text/html')) {
    headers.set('content-type', 'text/plain')
  }
  return headers
}

async function passOn(answer: Response, headers: Headers, onDone: () => void): Promise<Response> {
  const init = { status: answer.status, headers }
  const length = Number(answer.headers.get('content-length') ?? Infinity)
  if (!answer.body || length <= READ_AT_ONCE_BYTES) {
    const bytes = answer.body && await answer.arrayBuffer()
    onDone()
    return new Response(bytes, init)
  }
  const reader = answer.body.getReader()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error) => {
        onDone()
        throw error
      })
      if (!done) return controller.enqueue(value)
      controller.close()
      onDone()
    },
    async cancel(reason) {
      onDone()
      await reader.cancel(reason)
    },
  })
  return new Response(body, init)
}
