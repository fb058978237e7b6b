import { Buffer } from 'node:buffer'

/** A row as Postgres prints it: text, or null. */
export type TextRow = Record<string, string | null>

/**
 * Makes the decoder of one replication stream's pgoutput messages (protocol 1, text format). It
 * keeps the columns of the relations that the stream has announced.
 *
 * Facts: PostgreSQL 17 manual, "Logical Replication Message Formats".
 *
 * @returns The decoder; it gives the row for an insert and undefined for every other message.
 */
export function createInsertDecoder(): (message: Buffer) => TextRow | undefined {
  const relations = new Map<number, string[]>()

  return (message) => {
    const read = createReader(message)
    switch (read.letter()) {
      case 'R': {
        const id = read.int32()
        read.text() // schema
        read.text() // table
        read.byte() // replica identity
        relations.set(id, read.times(read.int16(), () => readColumnName(read)))
        return undefined
      }
      case 'I': {
        const columns = relations.get(read.int32())
        if (!columns) throw new Error('The stream inserts into a relation it has not announced.')
        read.letter() // N: the new tuple follows
        const values = read.times(read.int16(), () => readValue(read))
        return Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null]))
      }
      default:
        return undefined
    }
  }
}

function readColumnName(read: Reader): string {
  read.byte() // flags
  const name = read.text()
  read.int32() // type
  read.int32() // type modifier
  return name
}

function readValue(read: Reader): string | null {
  return read.letter() === 't' ? read.sized(read.int32()) : null
}

type Reader = ReturnType<typeof createReader>

function createReader(message: Buffer) {
  let offset = 0
  const step = (size: number) => (offset += size) - size
  return {
    byte: () => message.readUInt8(step(1)),
    letter: () => String.fromCharCode(message.readUInt8(step(1))),
    int16: () => message.readUInt16BE(step(2)),
    int32: () => message.readUInt32BE(step(4)),
    /** Up to a zero byte. */
    text() {
      const end = message.indexOf(0, offset)
      const text = message.toString('utf8', offset, end)
      offset = end + 1
      return text
    },
    sized: (size: number) => message.toString('utf8', step(size), offset),
    times: <T>(count: number, item: () => T) => Array.from({ length: count }, item),
  }
}
