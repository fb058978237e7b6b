const THREAD_DIGITS = 39
const SEQUENCE_DIGITS = 35

/**
 * Makes a message id of the real one's form: long, base64-like, starting
 * `aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEO` and ending `ZD`.
 *
 * That constant start is the base64 of `ig_dm_item:1:IGMessageID:` with every Z written as ZA; the
 * ending is the padding, each = written as ZD. The text behind it has a length that always needs
 * padding. For clients a mid is opaque: nobody but the simulator may rely on any of this.
 *
 * @param parts.nowMs Time and `sequence` together make the id unique within one state file,
 *   `random` makes it unique across state files.
 */
export function createMid(
  parts: {
    igUserId: string
    customerId: string
    nowMs: number
    sequence: number
    random: () => number
  },
): string {
  const thread = `3402823668417103${parts.customerId}`.padEnd(THREAD_DIGITS, '0')
  const chance = Math.floor(parts.random() * 1e12).toString().padStart(12, '0')
  const position = `32${parts.nowMs}${parts.sequence.toString().padStart(8, '0')}${chance}`
    .padEnd(SEQUENCE_DIGITS, '7')
  const plain = `ig_dm_item:1:IGMessageID:${parts.igUserId}:${thread}:${position}`
  // A text whose length is a multiple of three has no padding, and so no ZD at its end.
  const padded = plain.length % 3 === 0 ? `${plain}1` : plain
  return btoa(padded).replaceAll('Z', 'ZA').replaceAll('=', 'ZD')
}
