import type postgres from 'postgres'

const DAY_MS = 24 * 3600 * 1000
const NAME = /^messages_(\d{4})_(\d{2})_(\d{2})$/

/**
 * Makes the partitions of realtime.messages for yesterday to three days ahead and drops those of
 * more than three days ago, as Realtime does. Takes no lock when there is nothing to do.
 *
 * Facts: supabase/realtime, lib/realtime/tenants.ex (create_messages_partitions) and its janitor.
 *
 * @param sql Connected as the superuser.
 * @param now Milliseconds since 1970.
 */
export async function keepPartitions(sql: postgres.Sql, now: number): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select inhrelid::regclass::text as name
    from pg_inherits
    where inhparent = 'realtime.messages'::regclass
  `
  const present = rows.map((row) => row.name.replace(/^realtime\./, ''))
  for (const { name, from, to } of wantedPartitions(now)) {
    if (present.includes(name)) continue
    await sql.unsafe(`
      create table if not exists realtime.${name}
      partition of realtime.messages for values from ('${from}') to ('${to}');
      alter table realtime.${name} owner to supabase_realtime_admin;
    `)
  }
  for (const name of present.filter((name) => isOutdated(name, now))) {
    await sql.unsafe(`drop table if exists realtime.${name}`)
  }
}

/** The partitions that should be there; bounds are days, the upper one is not included. */
export function wantedPartitions(now: number): { name: string; from: string; to: string }[] {
  return [-1, 0, 1, 2, 3].map((offset) => {
    const from = day(now + offset * DAY_MS)
    return {
      name: `messages_${from.replaceAll('-', '_')}`,
      from,
      to: day(now + (offset + 1) * DAY_MS),
    }
  })
}

/** Whether a partition's newest row may be older than 72 hours; false for names of other kinds. */
export function isOutdated(name: string, now: number): boolean {
  const date = NAME.exec(name)?.slice(1).join('-')
  return date !== undefined && date < day(now - 3 * DAY_MS)
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
