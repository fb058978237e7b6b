/**
 * Finds every process whose environment has the mark.
 *
 * @returns Their command lines by process id.
 */
export async function processesWith(mark: string): Promise<Map<number, string>> {
  if (Deno.build.os !== 'linux') return await processesByPs(mark)
  const found = new Map<number, string>()
  for (const { name } of Deno.readDirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (!Deno.readTextFileSync(`/proc/${name}/environ`).includes(mark)) continue
      const command = Deno.readTextFileSync(`/proc/${name}/cmdline`).replaceAll('\0', ' ')
      // One that has ended and waits to be collected has no command line any more.
      if (command) found.set(Number(name), command)
    } catch {
      // It ended meanwhile, or is another user's.
    }
  }
  return found
}

async function processesByPs(mark: string): Promise<Map<number, string>> {
  const { stdout } = await new Deno.Command('ps', { args: ['-axEww', '-o', 'pid=,command='] })
    .output()
  const lines = new TextDecoder().decode(stdout).split('\n').filter((line) => line.includes(mark))
  return new Map(lines.map((line) => [parseInt(line), line]))
}
