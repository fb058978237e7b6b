const FILES: Record<string, { name: string; type: string }> = {
  '/': { name: 'page.html', type: 'text/html; charset=utf-8' },
  '/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
  '/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
}

/**
 * Serves the simulator's own page; everything it needs comes from here.
 *
 * @param path The request's path; unknown ones get 404 with a hint.
 */
export async function handlePage(path: string): Promise<Response> {
  const file = FILES[path]
  if (file === undefined) {
    const message = `There is no ${path}. The page is at /, the control API under /control/, ` +
      'Graph under /graph.instagram.com/ and /graph.facebook.com/.'
    return Response.json({ error: { code: 'not_found', message } }, { status: 404 })
  }
  const content = await Deno.readTextFile(new URL(`./${file.name}`, import.meta.url))
  return new Response(content, {
    headers: {
      'Content-Type': file.type,
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    },
  })
}
