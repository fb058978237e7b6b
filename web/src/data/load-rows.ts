import type { PostgrestError } from '@supabase/supabase-js'
import { z } from 'zod'

/** What a failed read means for the person who waits for it. */
export class LoadError extends Error {
  override readonly name = 'LoadError'
  /** HTTP status; 0 when no answer came. */
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/**
 * Runs a select and checks its rows.
 *
 * @throws LoadError when the database did not answer, or not with such rows.
 */
export async function loadRows<Row>(
  row: z.ZodType<Row>,
  select: PromiseLike<{ data: unknown; error: PostgrestError | null; status: number }>,
): Promise<Row[]> {
  const { data, error, status } = await select
  if (error) throw new LoadError(error.message, status)
  const rows = z.array(row).safeParse(data)
  if (!rows.success) throw new LoadError('The database answered in an unknown form.', status)
  return rows.data
}
