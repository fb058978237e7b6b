import type { Simulation } from '../simulation.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A text of random letters and digits. */
export function randomText(length: number, random: () => number): string {
  return Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('')
}

/**
 * A text nobody had before: a counter and chance.
 *
 * @param prefix Meta's: `IGAA` with Instagram Login, `EAA` with Facebook Login, `AQ` for codes.
 */
export function makeSecret(prefix: string, simulation: Simulation): string {
  const { oauth } = simulation.state
  oauth.issued += 1
  const count = oauth.issued.toString(36).padStart(5, '0')
  return `${prefix}${count}${randomText(140, simulation.random)}`
}
