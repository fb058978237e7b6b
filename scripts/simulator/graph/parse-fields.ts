import { GraphError } from './graph-error.ts'

/** One element of a `fields` parameter, for example `media.limit(25){id,like_count}`. */
export type Field = {
  name: string
  /** Modifiers with one argument, such as `limit`. */
  modifiers: Record<string, string>
  /** What stands in the braces; undefined without braces. */
  fields?: Field[]
}

/**
 * Reads a `fields` parameter: a comma-separated list with modifiers and nested lists.
 *
 * @throws GraphError 2500, as Graph answers a list it can't read.
 */
export function parseFields(text: string): Field[] {
  let position = 0

  function fail(expected: string): never {
    throw new GraphError(`Syntax error "Expected ${expected}." at character ${position}: ${text}`, {
      code: 2500,
    })
  }

  function skipSpaces(): void {
    while (text[position] === ' ') position += 1
  }

  function takes(character: string): boolean {
    skipSpaces()
    if (text[position] !== character) return false
    position += 1
    return true
  }

  function name(): string {
    skipSpaces()
    const found = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(position, position + 200))
    if (found === null) return fail('name')
    position += found[0].length
    return found[0]
  }

  function argument(): string {
    const end = text.indexOf(')', position)
    if (end === -1) return fail('")"')
    const value = text.slice(position, end)
    position = end + 1
    return value.trim()
  }

  function field(): Field {
    const parsed: Field = { name: name(), modifiers: {} }
    while (takes('.')) {
      const modifier = name()
      if (!takes('(')) fail('"("')
      parsed.modifiers[modifier] = argument()
    }
    if (takes('{')) {
      parsed.fields = list()
      if (!takes('}')) fail('"}"')
    }
    return parsed
  }

  function list(): Field[] {
    const parsed = [field()]
    while (takes(',')) parsed.push(field())
    return parsed
  }

  const fields = list()
  skipSpaces()
  if (position < text.length) fail('end of string')
  return fields
}

/** Writes fields as a `fields` parameter again; `parseFields` reads it back to the same fields. */
export function formatFields(fields: readonly Field[]): string {
  return fields.map((field) => {
    const modifiers = Object.entries(field.modifiers).map(([name, value]) => `.${name}(${value})`)
    const nested = field.fields === undefined ? '' : `{${formatFields(field.fields)}}`
    return field.name + modifiers.join('') + nested
  }).join(',')
}
