import type { Page } from 'playwright-core'
import { stack } from './stack.ts'
import { launchBrowser } from './launch-browser.ts'

declare global {
  var openedOnce: boolean | undefined
}

/**
 * Opens the web app in a new browser, signed in, and closes it afterwards. Fails when the page was
 * loaded again meanwhile, or when it reported an error that nobody caught.
 *
 * @param path Where to go after signing in, for example `/w/<id>/inbox`.
 */
export async function withPage(
  options: { email: string; path: string },
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(20_000)
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))

    await page.goto(stack.webUrl + options.path)
    await page.getByLabel('Email').fill(options.email)
    await page.getByLabel('Password').fill(stack.demoPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await page.evaluate(() => globalThis.openedOnce = true)

    await work(page)

    if (!await page.evaluate(() => globalThis.openedOnce)) {
      throw new Error('The page was loaded again during the test.')
    }
    if (errors[0]) throw errors[0]
  } finally {
    await browser.close()
  }
}
