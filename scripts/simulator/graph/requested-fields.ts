import type { GraphCall } from './graph-call.ts'
import { type Field, parseFields } from './parse-fields.ts'

/**
 * The `fields` parameter of a call, undefined when it is missing or empty.
 *
 * @throws GraphError 2500 when it can't be read.
 */
export function requestedFields(call: GraphCall): Field[] | undefined {
  const text = call.query.get('fields')
  return text === null || text.trim() === '' ? undefined : parseFields(text)
}
