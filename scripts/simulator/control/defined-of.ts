/** The object without the keys whose value is undefined, so that defaults apply to them. */
export function definedOf<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  const defined = Object.entries(value).filter(([, content]) => content !== undefined)
  return Object.fromEntries(defined) as { [Key in keyof Value]?: Exclude<Value[Key], undefined> }
}
