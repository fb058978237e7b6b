import type { z } from 'zod'

const LONGEST_VALUE = 60

/**
 * Says in one line what is wrong with a control body: which key, its value, and what to give
 * instead, which the schemas' own messages say.
 */
export function describeProblem(error: z.ZodError, body: unknown): string {
  return error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return `There is no key ${issue.keys.map((key) => `"${key}"`).join(', ')} here. Leave it out.`
    }
    const value = valueAt(body, issue.path)
    const name = issue.path.length === 0 ? 'The body' : issue.path.join('.')
    if (value === undefined) return `${name} is missing: ${issue.message}`
    return `${name} is ${shorten(value)}: ${issue.message}`
  }).join(' ')
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return Reflect.get(value, key)
  }, body)
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
