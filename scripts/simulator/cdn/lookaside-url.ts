/** What an asset of a direct message is; the digit stands first in its id. */
const KINDS = ['image', 'video', 'audio', 'file', 'story'] as const

export type LookasideKind = typeof KINDS[number]

/**
 * The address of a file in a direct message, as webhooks give it: no `oe`, no file ending, and the
 * type is known only from the answer (captured September 2026). The host is a path of the
 * simulator, so that nothing reaches for the internet.
 */
export function lookasideUrl(
  { origin, kind, nowMs, random }: {
    origin: string
    kind: LookasideKind
    nowMs: number
    random: () => number
  },
): string {
  const chance = () => Math.floor(random() * 1e8).toString().padStart(8, '0')
  const assetId = `${KINDS.indexOf(kind) + 1}${String(nowMs).padStart(13, '0')}${chance()}`
  return `${origin}/lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=${assetId}` +
    `&signature=Ab${chance()}${chance()}`
}

/** What an asset id tells: only the simulator may look into it. */
export function readAssetId(
  assetId: string,
): { kind: LookasideKind; createdAt: number } | undefined {
  const match = /^([1-5])(\d{13})\d{8}$/.exec(assetId)
  const kind = KINDS[Number(match?.[1]) - 1]
  return kind === undefined ? undefined : { kind, createdAt: Number(match?.[2]) }
}
