import { addErrorCode } from './add-error-code.ts'
import { flattenUpload } from './flatten-upload.ts'
import { listAsFolders } from './list-as-folders.ts'

export type Handle = (request: Request) => Promise<Response>

const PREFIX = '/storage/v1'
const SIGN_ONE = /^\/storage\/v1\/object\/sign\/[^/]+\/.+/
const SIGN_MANY = /^\/storage\/v1\/object\/sign\/[^/]+$/
const SIGN_UPLOAD = /^\/storage\/v1\/object\/upload\/sign\/[^/]+\/.+/
const LIST = /^\/storage\/v1\/object\/list\/[^/]+$/

/**
 * Mends where the library's Storage answers differently from what the real client reads
 * (`@supabase/lite` 0.10.0): uploads as forms, names of signed addresses, several of them at once,
 * and listing by folders.
 *
 * Facts: storage-js, packages/StorageFileApi.ts.
 */
export function adaptLibrary(library: Handle): Handle {
  return async (request) => await addErrorCode(await answer(request))

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') {
      if (SIGN_ONE.test(pathname)) return await signOne(request, library)
      if (SIGN_MANY.test(pathname)) return await signMany(request, library)
      if (SIGN_UPLOAD.test(pathname)) return await signUpload(request, library)
      if (LIST.test(pathname)) return await listAsFolders(request, library)
    }
    return await library(await flattenUpload(request))
  }
}

async function signOne(request: Request, library: Handle): Promise<Response> {
  const response = await library(request)
  if (!response.ok) return response
  const { signedUrl } = await response.json() as { signedUrl: string }
  return Response.json({ signedURL: withoutPrefix(signedUrl) })
}

/** The library takes the address for that of one object without a name. */
async function signMany(request: Request, library: Handle): Promise<Response> {
  const { expiresIn, paths } = await request.json() as { expiresIn: number; paths: string[] }
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  const signed = await Promise.all(paths.map(async (path) => {
    const url = `${request.url}/${path.split('/').map(encodeURIComponent).join('/')}`
    const body = JSON.stringify({ expiresIn })
    const response = await signOne(new Request(url, { method: 'POST', headers, body }), library)
    const { signedURL = null } = await response.json() as { signedURL?: string }
    // What the service says of one that is not there and of one that may not be read.
    const error = signedURL
      ? null
      : 'Either the object does not exist or you do not have access to it'
    return { path, signedURL, error }
  }))
  return Response.json(signed)
}

async function signUpload(request: Request, library: Handle): Promise<Response> {
  const response = await library(request)
  if (!response.ok) return response
  const { signedUrl, token } = await response.json() as { signedUrl: string; token: string }
  return Response.json({ url: withoutPrefix(signedUrl), token })
}

function withoutPrefix(url: string): string {
  return url.startsWith(PREFIX) ? url.slice(PREFIX.length) : url
}
