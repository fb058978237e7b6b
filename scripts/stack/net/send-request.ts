/** A row of net.http_request_queue. */
export type QueuedRequest = {
  id: string
  method: string
  url: string
  headers: Record<string, string> | null
  body: Uint8Array<ArrayBuffer> | null
  timeout_milliseconds: number
}

/** A row of net._http_response, but for the time that the database gives it. */
export type StoredResponse = {
  id: string
  status_code: number | null
  content_type: string | null
  headers: Record<string, string> | null
  content: string | null
  timed_out: boolean
  error_msg: string | null
}

const USER_AGENT = 'pg_net/0.19.5'

/**
 * Sends one request and waits for the whole answer, at most as long as the request says.
 *
 * Facts: supabase/pg_net, src/core.c.
 *
 * @param options.stop Ends the request early.
 * @returns A failure is a row too, with its `error_msg`.
 * @throws What aborted `stop`, so that the request goes back to the queue.
 */
export async function sendRequest(
  request: QueuedRequest,
  options: { fetch: typeof fetch; stop: AbortSignal },
): Promise<StoredResponse> {
  const { id, method, url, body, timeout_milliseconds: timeout } = request
  const timeUp = AbortSignal.timeout(timeout)
  try {
    if (!/^https?:/i.test(url)) throw new Error(`Unsupported protocol in ${url}`)
    const headers = new Headers(request.headers ?? {})
    headers.set('User-Agent', USER_AGENT)
    const signal = AbortSignal.any([timeUp, options.stop])
    const response = await options.fetch(url, { method, headers, body, signal })
    const content = await response.text()
    return {
      id,
      status_code: response.status,
      content_type: response.headers.get('content-type'),
      headers: Object.fromEntries(response.headers),
      // A text in Postgres can't hold a zero byte.
      content: content.replaceAll('\0', ''),
      timed_out: false,
      error_msg: null,
    }
  } catch (error) {
    options.stop.throwIfAborted()
    const message = timeUp.aborted
      ? `Timeout of ${timeout} ms reached`
      : (error as Error).message.replaceAll('\0', '')
    return {
      id,
      status_code: null,
      content_type: null,
      headers: null,
      content: null,
      timed_out: timeUp.aborted,
      error_msg: message,
    }
  }
}
