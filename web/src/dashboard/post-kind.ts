const KINDS: Record<string, string> = {
  REELS: 'Reel',
  STORY: 'Story',
  AD: 'Ad',
  CAROUSEL_ALBUM: 'Carousel',
  IMAGE: 'Photo',
  VIDEO: 'Video',
}

/** What people call a post of this kind. */
export function postKind(mediaType: string, productType: string | null): string {
  return KINDS[productType ?? ''] ?? KINDS[mediaType] ?? 'Post'
}
