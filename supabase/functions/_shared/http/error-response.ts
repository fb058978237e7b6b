/** Answers with `{error: {code, message}}`, the shape of every refusal of our functions. */
export function errorResponse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}
