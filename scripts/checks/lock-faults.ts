/** A package-lock.json's part that matters here. */
export type Lock = {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>
}

/**
 * Looks for platform packages that the lock file lacks. npm leaves out those it can't find while it
 * writes the file, and then `npm ci` refuses the file on every machine.
 *
 * @returns One sentence for each that is missing.
 */
export function findLockFaults({ packages }: Lock): string[] {
  const faults: string[] = []
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = [`node_modules/${name}`, `${path}/node_modules/${name}`]
      if (!places.some((place) => place in packages)) {
        faults.push(`package-lock.json lacks ${name}@${version}, which ${path} names`)
      }
    }
  }
  return faults
}
