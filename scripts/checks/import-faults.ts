const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g

/**
 * Checks which part may know which: a function never imports another function, and the functions
 * import nothing from outside their folder, because the deploy would not carry it.
 *
 * @param files Source text by path from the root, with forward slashes.
 * @returns One sentence for each import across a border.
 */
export function findImportFaults(files: Record<string, string>): string[] {
  const faults: string[] = []
  for (const [path, text] of Object.entries(files)) {
    const from = partOf(path)
    for (const [, specifier] of text.matchAll(IMPORT)) {
      const target = new URL(specifier!, `file:///${path}`).pathname.slice(1)
      const to = partOf(target)
      const allowed = from === to || from === 'tests' || from === 'scripts' ||
        (from.startsWith('functions/') && to === 'functions/_shared') ||
        // A test may play Meta; what is deployed may not.
        (path.endsWith('.test.ts') && to === 'scripts')
      if (!allowed) faults.push(`${path} (${from}) imports ${target} (${to})`)
    }
  }
  return faults
}

function partOf(path: string): string {
  const [top, second, third] = path.split('/')
  if (top === 'supabase' && second === 'functions') return `functions/${third}`
  return top!
}
