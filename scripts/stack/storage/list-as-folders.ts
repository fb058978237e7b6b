import type { Handle } from './adapt-library.ts'

type Listed = { name: string; [column: string]: unknown }
type Query = {
  prefix?: string
  limit?: number
  offset?: number
  search?: string
  sortBy?: { column?: string; order?: string }
}

const DEFAULT_LIMIT = 100
/** More than a bucket on a developer's machine holds. */
const EVERYTHING = 100_000

/**
 * Lists one folder as the service does: names without the folder's, and what lies deeper as folders
 * without an id, in the order of names. The library lists all objects below the prefix, by their
 * whole names.
 */
export async function listAsFolders(request: Request, library: Handle): Promise<Response> {
  const query = await request.json() as Query
  const { limit = DEFAULT_LIMIT, offset = 0, search = '', sortBy } = query
  const folder = query.prefix ? `${query.prefix.replace(/\/$/, '')}/` : ''
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  const everything = { prefix: folder, limit: EVERYTHING, offset: 0, ...(sortBy && { sortBy }) }
  const body = JSON.stringify(everything)
  const response = await library(new Request(request.url, { method: 'POST', headers, body }))
  if (!response.ok) return response
  const entries = entriesOf(await response.json() as Listed[], folder)
    .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  if (!sortBy?.column || sortBy.column === 'name') {
    const sign = sortBy?.order === 'desc' ? -1 : 1
    entries.sort((a, b) => a.name === b.name ? 0 : a.name < b.name ? -sign : sign)
  }
  return Response.json(entries.slice(offset, offset + limit))
}

function entriesOf(objects: Listed[], folder: string): Listed[] {
  const entries = new Map<string, Listed>()
  for (const object of objects) {
    if (!object.name.startsWith(folder)) continue
    const [name = '', ...deeper] = object.name.slice(folder.length).split('/')
    entries.set(name, deeper.length === 0 ? { ...object, name } : folderNamed(name))
  }
  return [...entries.values()]
}

function folderNamed(name: string): Listed {
  return {
    name,
    id: null,
    updated_at: null,
    created_at: null,
    last_accessed_at: null,
    metadata: null,
  }
}
