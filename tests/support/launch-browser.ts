import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** Without these a browser tries to reach its maker, which only costs time in a test. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * Starts the system's Chromium or Chrome or, where there is none, the one that comes in an npm
 * package (Linux on x64 only).
 *
 * @throws Error that says what to install. Never skips.
 */
export async function launchBrowser(): Promise<Browser> {
  const found = systemBrowser()
  if (found) {
    const noSandbox = Deno.uid() === 0 ? ['--no-sandbox'] : []
    return await chromium.launch({ executablePath: found, args: [...QUIET, ...noSandbox] })
  }
  if (Deno.build.os !== 'linux' || Deno.build.arch !== 'x86_64') {
    throw new Error(
      'No browser was found for the browser tests. Install Chromium or Chrome so that one of ' +
        `${SYSTEM_BROWSERS.join(', ')} is on the PATH, or set CHROME_PATH to its program.`,
    )
  }
  const { executablePath, args } = await packagedBrowser()
  return await chromium.launch({ executablePath, args: [...args, ...QUIET] })
}

function systemBrowser(): string | undefined {
  const named = Deno.env.get('CHROME_PATH')
  if (named) return named
  const folders = (Deno.env.get('PATH') ?? '').split(':')
  if (Deno.build.os === 'darwin') {
    folders.push('/Applications/Google Chrome.app/Contents/MacOS')
  }
  return folders
    .flatMap((folder) => [...SYSTEM_BROWSERS, 'Google Chrome'].map((name) => join(folder, name)))
    .find((path) => existsSync(path))
}

async function packagedBrowser(): Promise<{ executablePath: string; args: string[] }> {
  // The package unpacks the shared libraries it needs (NSS and others) only where it believes to be
  // on AWS Lambda; a bare Debian lacks the same ones.
  Deno.env.set('AWS_EXECUTION_ENV', 'AWS_Lambda_nodejs22.x')
  if (!existsSync(join(tmpdir(), 'al2023/lib/libnss3.so'))) {
    await Deno.remove(join(tmpdir(), 'chromium')).catch(() => {})
  }
  const { default: packaged } = await import('@sparticuz/chromium')
  return { executablePath: await packaged.executablePath(), args: packaged.args }
}
