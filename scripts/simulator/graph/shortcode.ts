const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A post's code in `instagram.com/p/<code>/`: a number in base 64, always the same for an id. */
export function shortcode(mediaId: string): string {
  let rest = BigInt(mediaId)
  let code = ''
  while (rest > 0n) {
    code = ALPHABET[Number(rest % 64n)] + code
    rest /= 64n
  }
  return `D${code}`
}
