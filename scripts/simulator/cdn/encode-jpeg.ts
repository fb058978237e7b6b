/** A colour as red, green and blue, each from 0 to 255. */
export type Colour = readonly [number, number, number]

/** Lengths of the codes for DC coefficients, and their symbols: the example table of the standard. */
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
const DC_SYMBOLS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const DC_CODES = codesOf(DC_COUNTS, DC_SYMBOLS)
/** The only AC symbol that a picture of plain squares needs: end of block. */
const AC_COUNTS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

/**
 * Writes a small JPEG picture of plain squares of 8 by 8 pixels: a baseline file (ITU-T T.81) with
 * the mean of each block only, which is all that a stand-in for a photo needs.
 *
 * @param options.colourAt The colour of the square in a column and a row.
 */
export function encodeJpeg(
  { columns, rows, colourAt }: {
    columns: number
    rows: number
    colourAt: (column: number, row: number) => Colour
  },
): Uint8Array<ArrayBuffer> {
  const word = (value: number) => [value >> 8, value & 255]
  const segment = (
    marker: number,
    bytes: number[],
  ) => [0xff, marker, ...word(bytes.length + 2), ...bytes]
  const components = [1, 2, 3].flatMap((id) => [id, 0x11, 0])
  return new Uint8Array([
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    // All quantisers are 8, so that a DC coefficient is the block's mean itself.
    ...segment(0xdb, [0, ...Array<number>(64).fill(8)]),
    ...segment(0xc0, [8, ...word(rows * 8), ...word(columns * 8), 3, ...components]),
    ...segment(0xc4, [0x00, ...DC_COUNTS, ...DC_SYMBOLS]),
    ...segment(0xc4, [0x10, ...AC_COUNTS, 0]),
    ...segment(0xda, [3, 1, 0x00, 2, 0x00, 3, 0x00, 0, 63, 0]),
    ...scanOf(columns, rows, colourAt),
    ...[0xff, 0xd9],
  ])
}

function scanOf(
  columns: number,
  rows: number,
  colourAt: (column: number, row: number) => Colour,
): number[] {
  const bytes: number[] = []
  let bits = 0
  let count = 0

  function write(code: number, length: number): void {
    for (let at = length - 1; at >= 0; at -= 1) {
      bits = (bits << 1) | ((code >> at) & 1)
      count += 1
      if (count < 8) continue
      bytes.push(bits)
      // A byte of ones would look like a marker.
      if (bits === 0xff) bytes.push(0)
      bits = count = 0
    }
  }

  const last = [0, 0, 0]
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      levelsOf(colourAt(column, row)).forEach((level, component) => {
        const difference = level - (last[component] ?? 0)
        last[component] = level
        const size = Math.abs(difference).toString(2).length * Number(difference !== 0)
        const [code, length] = DC_CODES[size] ?? [0, 0]
        write(code, length)
        write(difference < 0 ? difference + 2 ** size - 1 : difference, size)
        write(0, 1)
      })
    }
  }
  while (count !== 0) write(1, 1)
  return bytes
}

/** Luminance and the two chrominances, around zero (JFIF's conversion). */
function levelsOf([red, green, blue]: Colour): number[] {
  return [
    Math.round(0.299 * red + 0.587 * green + 0.114 * blue - 128),
    Math.round(-0.1687 * red - 0.3313 * green + 0.5 * blue),
    Math.round(0.5 * red - 0.4187 * green - 0.0813 * blue),
  ]
}

/** Canonical Huffman codes: by symbol, the code and its length. */
function codesOf(counts: readonly number[], symbols: readonly number[]) {
  const codes: [code: number, length: number][] = []
  let code = 0
  let index = 0
  counts.forEach((count, position) => {
    for (let taken = 0; taken < count; taken += 1) {
      codes[symbols[index++] ?? 0] = [code++, position + 1]
    }
    code <<= 1
  })
  return codes
}
