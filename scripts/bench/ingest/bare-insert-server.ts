/**
 * What the receiver is measured beside: the same server with the same pool, which reads a body, does
 * one bare insert a request, and answers.
 */
import { connect } from '../../../supabase/functions/_shared/db/connect.ts'

const sql = connect(Deno.env.get('SUPABASE_DB_URL')!, 4)

Deno.serve(async (request) => {
  const body = new Uint8Array(await request.arrayBuffer())
  await sql`insert into private.bench_bodies (body) values (${body})`
  return new Response('ok')
})
