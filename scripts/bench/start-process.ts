const CLOCK_TICKS_A_SECOND = 100

export type BenchProcess = {
  /** The address in the first line that it prints. */
  url: string
  /** What it has used of processors so far, all its threads together. */
  cpuSeconds(): Promise<number>
  /** What it holds of the machine's memory. */
  memoryMb(): Promise<number>
  stop(): Promise<void>
}

/**
 * Starts a Deno program that prints its address when it is ready and ends with its input.
 *
 * @throws Error when it ends before that.
 */
export async function startProcess(
  { args, env }: { args: string[]; env: Record<string, string> },
): Promise<BenchProcess> {
  const process = new Deno.Command(Deno.execPath(), {
    args,
    env,
    stdin: 'piped',
    stdout: 'piped',
    stderr: 'inherit',
  }).spawn()
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader()
  const { value = '' } = await reader.read()
  const url = /http:\S+/.exec(value)?.[0]
  if (url === undefined) throw new Error('The process did not start; its output says why.')
  const columns = async () => {
    const command = new Deno.Command('ps', { args: ['-o', 'rss=,time=', '-p', `${process.pid}`] })
    return new TextDecoder().decode((await command.output()).stdout).trim().split(/\s+/)
  }

  return {
    url,
    async cpuSeconds() {
      // Finer than what ps tells, where the system has it.
      const stat = await Deno.readTextFile(`/proc/${process.pid}/stat`).catch(() => undefined)
      if (stat === undefined) return secondsOf((await columns())[1] ?? '')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND
    },
    async memoryMb() {
      const status = await Deno.readTextFile(`/proc/${process.pid}/status`).catch(() => '')
      const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1] ?? (await columns())[0]
      return Number(kilobytes) / 1024
    },
    async stop() {
      await process.stdin.close().catch(() => {})
      await process.status
      await reader.cancel()
    },
  }
}

/** `1:02.50` or `01:02:03` in seconds. */
function secondsOf(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}
