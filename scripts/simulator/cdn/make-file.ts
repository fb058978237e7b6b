import { createRandom, seedOf } from '../world/create-random.ts'
import { type Colour, encodeJpeg } from './encode-jpeg.ts'

export type CdnFile = { type: string; bytes: Uint8Array<ArrayBuffer> }

const SQUARES = 12

/** A picture of coloured squares that is always the same for an id, and differs between ids. */
export function makeImage(id: string): CdnFile {
  const random = createRandom(seedOf('picture', id))
  const colour = (): Colour => [random() * 255, random() * 255, random() * 255]
  const [top, bottom] = [colour(), colour()]
  const bytes = encodeJpeg({
    columns: SQUARES,
    rows: SQUARES,
    colourAt(_, row) {
      const share = row / (SQUARES - 1)
      const shade = 0.85 + 0.15 * random()
      const mixed = top.map((part, index) => (part + ((bottom[index] ?? 0) - part) * share) * shade)
      return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0]
    },
  })
  return { type: 'image/jpeg', bytes }
}

/** The frame of an MP4 file, enough to tell its type by its bytes; it plays nothing. */
export function makeVideo(): CdnFile {
  return { type: 'video/mp4', bytes: boxes(['ftyp', 'isom\0\0\x02\0isomiso2mp41'], ['mdat', '']) }
}

/** A second of silence. */
export function makeAudio(): CdnFile {
  const samples = 8_000
  const bytes = new Uint8Array(44 + samples).fill(128)
  const view = new DataView(bytes.buffer)
  const text = (at: number, word: string) => bytes.set(new TextEncoder().encode(word), at)
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, samples, true)
  view.setUint32(28, samples, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  return { type: 'audio/wav', bytes }
}

/** A document with nothing on its page. */
export function makePdf(): CdnFile {
  const text = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n' +
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n' +
    'trailer<</Root 1 0 R>>\n%%EOF\n'
  return { type: 'application/pdf', bytes: new TextEncoder().encode(text) }
}

/** The start of an HEIC picture, which some of Meta's own assets are. */
export function makeHeic(): CdnFile {
  return { type: 'image/heic', bytes: boxes(['ftyp', 'heic\0\0\0\0mif1heic']) }
}

function boxes(...parts: [type: string, content: string][]): Uint8Array<ArrayBuffer> {
  const text = parts.map(([type, content]) => {
    const length = 8 + content.length
    return String.fromCharCode(0, 0, length >> 8, length & 255) + type + content
  }).join('')
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
