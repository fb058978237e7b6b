import { GraphError } from './graph-error.ts'
import type { GraphCall } from './graph-call.ts'
import type { Field } from './parse-fields.ts'

/** Gives a field's value; undefined leaves the field out, as Graph does with hidden ones. */
export type FieldReader<Subject> = (subject: Subject, call: GraphCall, field: Field) => unknown

export type FieldReaders<Subject> = Readonly<Record<string, FieldReader<Subject>>>

/**
 * Builds the answer for one object: the wanted fields in their order, and always the id.
 *
 * @param fields Undefined or empty for the default, which is the id alone.
 * @throws GraphError 100 for a field that this kind of object does not have.
 */
export function selectFields<Subject>(
  subject: Subject,
  readers: FieldReaders<Subject>,
  fields: readonly Field[] | undefined,
  call: GraphCall,
): Record<string, unknown> {
  const selected: Record<string, unknown> = {}
  for (const field of [...(fields ?? []), { name: 'id', modifiers: {} }]) {
    if (!Object.hasOwn(readers, field.name)) throw nonexistingField(field.name, call)
    if (Object.hasOwn(selected, field.name)) continue
    const value = readers[field.name]?.(subject, call, field)
    if (value !== undefined) selected[field.name] = value
  }
  return selected
}

function nonexistingField(name: string, call: GraphCall): GraphError {
  return new GraphError(`Tried accessing nonexisting field (${name})`, {
    code: 100,
    type: call.login === 'facebook' ? 'OAuthException' : 'IGApiException',
  })
}
