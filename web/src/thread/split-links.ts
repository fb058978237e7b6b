export type TextPart = { text: string; href?: string }

const URL_PATTERN = /\bhttps?:\/\/[^\s<>"]+/g
/** Belongs to the sentence around the address more often than to the address. */
const TRAILING = /[.,;:!?)\]}'’”»]+$/

/** Splits a text into plain parts and web addresses. Joined again, they are the text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(URL_PATTERN)) {
    const url = match[0].replace(TRAILING, '')
    if (!URL.canParse(url)) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: url, href: url })
    end = match.index + url.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}
