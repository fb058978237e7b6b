/** One departure from the project's SQL style. */
export type StyleFault = { line: number; message: string }

const MAX_WIDTH = 100
const QUOTED_OR_COMMENT = /--[^\n]*|'(?:[^']|'')*'|"[^"]*"/g

/**
 * Checks the SQL style of CONTRIBUTING.md: lower-case words, two-space indents, 100 columns, named
 * migrations that open with what they are for.
 *
 * @param text The file's content.
 * @returns The faults in the order of their lines; empty for a file in style.
 */
export function findStyleFaults(text: string): StyleFault[] {
  const faults: StyleFault[] = []
  // Blanked out in place, so that what is quoted can't be taken for a word and lines keep numbers.
  const words = text.replace(QUOTED_OR_COMMENT, (match) => match.replace(/[^\n]/g, ' ')).split('\n')
  const lines = text.split('\n')
  if (!text.startsWith('-- ')) {
    faults.push({ line: 1, message: 'open with a comment that says what the file is for' })
  }
  if (!text.endsWith('\n')) faults.push({ line: lines.length, message: 'end with a newline' })
  for (const [index, line] of lines.entries()) {
    const fault = (message: string) => faults.push({ line: index + 1, message })
    if (line.length > MAX_WIDTH) fault(`${line.length} columns; the limit is ${MAX_WIDTH}`)
    if (line !== line.trimEnd()) fault('white space at the end')
    if (line.includes('\t')) fault('a tab; indent with two spaces')
    const shouted = /\b[A-Z]{2,}\b/.exec(words[index] ?? '')
    if (shouted) fault(`"${shouted[0]}"; write it in lower case`)
  }
  return faults
}
