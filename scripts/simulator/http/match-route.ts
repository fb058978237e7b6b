export type RoutePattern = { method: 'GET' | 'POST' | 'DELETE'; path: string }

export type RouteMatch<Route> =
  | { route: Route; params: Record<string, string> }
  | { route: undefined; allowed: string[] }

/**
 * Finds the route of a request. A pattern's part that begins with `:` stands for any one part of
 * the path and becomes a parameter; the first pattern that fits wins.
 *
 * @returns The route, or the methods that the path would accept: none when the path is unknown.
 */
export function matchRoute<Route extends RoutePattern>(
  routes: readonly Route[],
  method: string,
  path: string,
): RouteMatch<Route> {
  const allowed: string[] = []
  for (const route of routes) {
    const params = paramsOf(route.path, path)
    if (params === undefined) continue
    if (route.method === method) return { route, params }
    allowed.push(route.method)
  }
  return { route: undefined, allowed }
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}
