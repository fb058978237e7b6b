import { join } from 'node:path'
import { ROOT } from '../../stack/paths.ts'

export type PlanSection = { name: string; look: string; p50: number; p95: number; plan: string[] }

const PATH = join(ROOT, 'docs/query-plans.md')
const WIDTH = 150

/** Writes docs/query-plans.md: each read with its times, what to look for, and its plan. */
export async function writePlans(sections: PlanSection[], skipped: string[]): Promise<void> {
  const lines = [
    '# Query plans of the inbox',
    '',
    'Written by `npm run bench -- inbox`; do not edit. One workspace with 1,000,000 messages in 50,000',
    'conversations (a fifth of them in 200 long threads) beside ten small ones; read by a member under',
    'row-level security, everything in memory. Times are what Postgres says planning and execution took,',
    'over 200 runs with other values each. The goal of list and thread pages is 10 ms in 95 of 100, that',
    'of searches, of lists that are searched for a text, and of the counts of a sidebar is 50 ms.',
    `Figures of ${
      new Date().toISOString().slice(0, 10)
    }, a shared machine with ${navigator.hardwareConcurrency} cores.`,
    '',
    'A plan is good when the rows that it reads are about the rows that it returns: look at "Rows Removed',
    'by Filter", at `loops`, and at the buffers (8 kB each) of the top line. The times in a plan are higher',
    'than those above it, because of the clock reads.',
    '',
    '| read | p50 | p95 |',
    '| --- | ---: | ---: |',
    ...sections.map(({ name, p50, p95 }) => `| ${name} | ${ms(p50)} | ${ms(p95)} |`),
    '',
  ]
  if (skipped.length > 0) {
    lines.push(`Not measured, as the function is not there: ${skipped.join('; ')}.`, '')
  }
  for (const { name, look, plan } of sections) {
    lines.push(`## ${capitalised(name)}`, '', `Look for: ${look}`, '', '```')
    lines.push(...trimmed(plan), '```', '')
  }
  await Deno.writeTextFile(PATH, `${lines.join('\n').trimEnd()}\n`)
  await new Deno.Command(Deno.execPath(), { args: ['fmt', '--quiet', PATH], cwd: ROOT }).output()
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}

/** Without what differs in each run and says nothing. */
function trimmed(plan: string[]): string[] {
  const planning = plan.findIndex((line) => line.startsWith('Planning:'))
  const kept = planning < 0
    ? plan
    : plan.filter((_, index) => index !== planning && index !== planning + 1)
  return kept.map((line) => {
    const short = line
      .replace(/'[0-9a-f]{8}-[0-9a-f-]{27}'/g, "'<id>'")
      .replace(/'aWdf[^']*'/g, "'<mid>'")
      .replace(/'[^']{60,}'/g, "'…'")
    return short.length > WIDTH ? `${short.slice(0, WIDTH - 1)}…` : short
  })
}
