import type { CSSProperties } from 'react'

const HUES = [12, 40, 95, 150, 185, 215, 260, 320]

/** Initials on a colour that stays the same for a person. Decorative: the name stands beside it. */
export function Avatar({ name, seed }: { name: string; seed: string }) {
  const hue = HUES[[...seed].reduce((sum, char) => sum + char.charCodeAt(0), 0) % HUES.length]
  return (
    <span className='avatar' style={{ '--hue': hue } as CSSProperties} aria-hidden='true'>
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.replace(/^@/, '').split(/[\s._]+/).filter((word) => /^\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase()
}
