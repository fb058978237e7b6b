/** A deno.json's part that matters here. */
export type DenoConfig = { imports?: Record<string, string> }

/**
 * Compares the functions' import maps, which the deploy reads, with package.json, from which
 * everything here runs.
 *
 * @param packages Exact versions by package name, from package.json.
 * @param configs The functions' deno.json files by path.
 * @returns One sentence for each disagreement.
 */
export function findVersionFaults(
  packages: Record<string, string>,
  configs: Record<string, DenoConfig>,
): string[] {
  const faults: string[] = []
  for (const [path, { imports = {} }] of Object.entries(configs)) {
    for (const [name, specifier] of Object.entries(imports)) {
      const expected = `npm:${name}@${packages[name]}`
      if (!packages[name]) faults.push(`${path}: ${name} is not in package.json`)
      else if (specifier !== expected) faults.push(`${path}: ${specifier} should be ${expected}`)
    }
  }
  for (const [name, version] of Object.entries(packages)) {
    // An alias names the package, too: npm:@supabase/supabase-js@2.90.1
    if (!/^(npm:.+@)?\d/.test(version)) {
      faults.push(`package.json: ${name} is not pinned (${version})`)
    }
  }
  return faults
}
