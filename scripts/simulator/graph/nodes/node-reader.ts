import type { GraphCall } from '../graph-call.ts'
import type { Field } from '../parse-fields.ts'

/** Reads one kind of object; undefined when the id is none of its kind. */
export type NodeReader = (
  id: string,
  fields: readonly Field[] | undefined,
  call: GraphCall,
) => Record<string, unknown> | undefined
