export type PageLanguage = 'en' | 'es' | 'vi'

export type ProfileFacts = {
  name: string
  username: string
  biography: string
  followers: number
  follows: number
  posts: number
  language: PageLanguage
}

/**
 * The meta tags of a profile's page, as several public scrapers have recorded them: counts in the
 * order followers, following, posts; exact below ten thousand and abbreviated from there on; `@`
 * and `•` as numeric entities; no display name leaves a double space.
 */
export function profileMeta(facts: ProfileFacts): string {
  const { name, username, biography, language } = facts
  const who = `${escapeText(name)} (&#064;${username})`
  const counts = countsOf(facts)
  const see = {
    en: `See Instagram photos and videos from ${who}`,
    es: `Ver fotos y videos de Instagram de ${who}`,
    vi: `Xem ảnh và video trên Instagram của ${who}`,
  }[language]
  return `<title>${who} &#x2022; Instagram photos and videos</title>` +
    `<meta property="og:title" content="${who} &#x2022; Instagram photos and videos">` +
    `<meta content="${counts} - ${see}" property="og:description">` +
    `<meta name="description" content="${counts} - ${escapeText(name)} (@${username}) ` +
    `on Instagram: &quot;${escapeText(biography)}&quot;">`
}

function countsOf({ followers, follows, posts, language }: ProfileFacts): string {
  const [one, two, three] = {
    en: ['Followers', 'Following', 'Posts'],
    es: ['seguidores', 'seguidos', 'publicaciones'],
    vi: ['người theo dõi', 'đang theo dõi', 'bài viết'],
  }[language]
  const told = (count: number) => tellCount(count, language)
  return `${told(followers)} ${one}, ${told(follows)} ${two}, ${told(posts)} ${three}`
}

/** A count as the page tells it: `7`, `1,234`, `12K`, `1.2M`. */
export function tellCount(count: number, language: PageLanguage = 'en'): string {
  const decimal = language === 'en' ? '.' : ','
  if (count < 10_000) return count.toLocaleString(language === 'en' ? 'en' : 'de')
  const [size, suffix] = count < 1_000_000
    ? [1_000, language === 'vi' ? ' N' : language === 'es' ? ' mil' : 'K']
    : [1_000_000, language === 'vi' ? ' tr' : language === 'es' ? ' M' : 'M']
  // Rounded down: 19,999 is not shown as twenty thousand.
  const tenths = Math.floor(count / (size / 10))
  const isShort = tenths < 100 && tenths % 10 !== 0
  const number = isShort ? (tenths / 10).toFixed(1).replace('.', decimal) : Math.floor(tenths / 10)
  return `${number}${suffix}`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;').replaceAll('@', '&#064;')
    .replace(/\p{Extended_Pictographic}/gu, (sign) => `&#x${sign.codePointAt(0)?.toString(16)};`)
}
