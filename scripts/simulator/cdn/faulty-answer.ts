import type { CdnFault } from './create-cdn-faults.ts'
import { makeHeic, makeImage } from './make-file.ts'

const CHUNK = new Uint8Array(64 * 1024)
/** Far above every limit a client may have; sent only while somebody reads. */
const HUGE_BYTES = 512 * 1024 * 1024
const SLOW_CHUNK_EVERY_MS = 1_000

/**
 * A CDN answer that goes wrong in the given way.
 *
 * @returns Undefined for what comes right after all.
 */
export function faultyAnswer(what: CdnFault['what'], request: Request): Response | undefined {
  const jpeg = { 'Content-Type': 'image/jpeg' }
  const picture = makeImage(request.url).bytes
  const redirect = (location: string) =>
    new Response(null, { status: 302, headers: { Location: location } })
  switch (what) {
    // The fault is used up, so the same address answers the second time.
    case 'redirect':
      return redirect(request.url)
    case 'redirect_elsewhere':
      return redirect('http://169.254.169.254/latest/meta-data/')
    case 'redirect_loop': {
      const next = new URL(request.url)
      next.searchParams.set('hop', String(Number(next.searchParams.get('hop') ?? '0') + 1))
      return redirect(next.href)
    }
    case 'html':
      return new Response('<!DOCTYPE html><title>Log in</title>', {
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      })
    // The header says picture, the bytes say page: what counts is the bytes.
    case 'wrong_type':
      return new Response('<!DOCTYPE html><script>alert(1)</script>', { headers: jpeg })
    case 'heic': {
      const { bytes, type } = makeHeic()
      return new Response(bytes, { headers: { 'Content-Type': type } })
    }
    case 'empty':
      return new Response(null, { headers: { ...jpeg, 'Content-Length': '0' } })
    case 'truncated':
      return new Response(breaking(picture.slice(0, picture.length / 2)), { headers: jpeg })
    case 'huge':
      return new Response(zeros(HUGE_BYTES), {
        headers: { ...jpeg, 'Content-Length': String(HUGE_BYTES) },
      })
    case 'endless':
      return new Response(zeros(Infinity), { headers: jpeg })
    case 'slow':
      return new Response(dripping(picture), { headers: jpeg })
    case 'stalled':
      return new Response(new ReadableStream(), { headers: jpeg })
    case 'expired':
      return new Response('URL signature expired', { status: 403 })
    case 'missing':
      return new Response(null, { status: 404 })
    case 'error':
      return new Response(null, { status: 503 })
  }
}

/** Zeros on demand: a reader that stops costs nothing. */
function zeros(length: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = length
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(CHUNK.length, left)
      if (size > 0) controller.enqueue(CHUNK.slice(0, size))
      left -= size
      if (left <= 0) controller.close()
    },
  })
}

/** Some bytes, and then the connection breaks. */
function breaking(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isSent = false
  return new ReadableStream({
    pull(controller) {
      if (isSent) return controller.error(new Error('The connection broke, as was wished.'))
      controller.enqueue(bytes)
      isSent = true
    },
  })
}

/** One byte a second. */
function dripping(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0
  let timer: ReturnType<typeof setInterval>
  return new ReadableStream({
    start(controller) {
      timer = setInterval(() => {
        controller.enqueue(bytes.slice(sent, sent + 1))
        sent += 1
        if (sent < bytes.length) return
        clearInterval(timer)
        controller.close()
      }, SLOW_CHUNK_EVERY_MS)
    },
    cancel: () => clearInterval(timer),
  })
}
