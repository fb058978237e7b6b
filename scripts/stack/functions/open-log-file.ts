import { join } from 'node:path'

/** Opens a function's log file, `function-<name>.log`, to add lines at its end. */
export function openLogFile(
  directory: string,
  functionName: string,
): { write(line: string): void; close(): void } {
  const file = Deno.openSync(join(directory, `function-${functionName}.log`), {
    create: true,
    append: true,
  })
  return {
    write(line) {
      const bytes = new TextEncoder().encode(`${line}\n`)
      for (let written = 0; written < bytes.length;) {
        written += file.writeSync(bytes.subarray(written))
      }
    },
    close: () => file.close(),
  }
}
