/**
 * An answer that the platform gives in a function's place. Its code stands in the body and in a
 * header: supabase.com/docs/guides/functions/error-codes.
 */
export function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, {
    status,
    headers: { 'sb-error-code': code, 'access-control-allow-origin': '*' },
  })
}
