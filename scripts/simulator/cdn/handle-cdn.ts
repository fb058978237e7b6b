import type { Simulation } from '../simulation.ts'
import { signatureOf } from './cdn-url.ts'
import { faultyAnswer } from './faulty-answer.ts'
import { readAssetId } from './lookaside-url.ts'
import { type CdnFile, makeAudio, makeImage, makePdf, makeVideo } from './make-file.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** About half of the attachments were dead after 13 days (captured September 2026). */
const LOOKASIDE_LIFE_MS = 13 * DAY_MS
const STORY_LIFE_MS = DAY_MS

/**
 * Answers a request to one of the CDNs: `scontent-*.cdninstagram.com`, `scontent-*.fbcdn.net` and
 * `lookaside.fbsbx.com`, each as a path of the simulator.
 *
 * @returns Undefined when the path belongs to none of them.
 */
export async function handleCdn(
  request: Request,
  simulation: Simulation,
): Promise<Response | undefined> {
  const url = new URL(request.url)
  const [, host = '', ...rest] = url.pathname.split('/')
  const isScontent = /^scontent[\w-]*\.(cdninstagram\.com|fbcdn\.net)$/.test(host)
  if (!isScontent && host !== 'lookaside.fbsbx.com') return undefined
  const fault = simulation.cdnFaults.take(url.href)
  if (fault !== undefined) {
    const answer = await faultyAnswer(fault, request)
    if (answer !== undefined) return answer
  }
  return isScontent
    ? answerScontent(request, url, rest.join('/'), simulation)
    : answerLookaside(request, url, simulation)
}

function answerScontent(
  request: Request,
  url: URL,
  path: string,
  { now }: Simulation,
): Response {
  const expires = url.searchParams.get('oe') ?? ''
  const signature = url.searchParams.get('oh') ?? ''
  const salt = signature.slice(3, 11)
  if (signature !== signatureOf({ path, expires, salt })) return refusal('Bad URL hash')
  if (Number.parseInt(expires, 16) * 1_000 <= now()) return refusal('URL signature expired')
  const match = /([\w.-]+)_n\.(jpg|mp4)$/.exec(path)
  const file = match?.[2] === 'mp4' ? makeVideo() : makeImage(match?.[1] ?? path)
  // Pages of other origins may not show it, which is why clients keep their own copy.
  return answer(request, file, { 'Cross-Origin-Resource-Policy': 'same-origin' })
}

function answerLookaside(request: Request, url: URL, { now }: Simulation): Response {
  const assetId = url.searchParams.get('asset_id') ?? ''
  const asset = readAssetId(assetId)
  if (asset === undefined || !url.searchParams.has('signature')) return missing()
  const life = asset.kind === 'story' ? STORY_LIFE_MS : LOOKASIDE_LIFE_MS
  if (asset.createdAt + life <= now()) return missing()
  const make = {
    image: () => makeImage(assetId),
    story: () => makeImage(assetId),
    video: makeVideo,
    audio: makeAudio,
    file: makePdf,
  }
  return answer(request, make[asset.kind](), {})
}

/** The file, or the part of it that a Range header asks for. */
function answer(request: Request, file: CdnFile, extra: Record<string, string>): Response {
  const headers = new Headers({
    'Content-Type': file.type,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'max-age=1209600, no-transform',
    ...extra,
  })
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('Range') ?? '')
  if (range === null) return new Response(file.bytes, { headers })
  const from = Number(range[1])
  const to = Math.min(range[2] ? Number(range[2]) : Infinity, file.bytes.length - 1)
  if (from > to) {
    headers.set('Content-Range', `bytes */${file.bytes.length}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set('Content-Range', `bytes ${from}-${to}/${file.bytes.length}`)
  return new Response(file.bytes.slice(from, to + 1), { status: 206, headers })
}

export function refusal(text: string): Response {
  return new Response(text, { status: 403, headers: { 'Content-Type': 'text/plain' } })
}

export function missing(): Response {
  return new Response(null, { status: 404 })
}
