import type { Locator, Page } from 'playwright-core'
import { simulator, strangers } from './conversation-sync.ts'
import { seeded } from './stack.ts'
import { withPage } from './open-page.ts'

export type OpenConversation = {
  page: Page
  /** The conversation's row in the list. */
  row: Locator
  /** Its messages. */
  log: Locator
  /** Whom it is with. */
  customer: string
}

/**
 * Opens the inbox of Harbour Coffee in a browser, lets a stranger write, and opens what they wrote.
 *
 * @param first What the stranger writes.
 */
export async function withOpenConversation(
  first: string,
  work: (open: OpenConversation) => Promise<void>,
): Promise<void> {
  const path = `/w/${seeded.harbour.workspaceId}/inbox`
  await withPage({ email: seeded.harbour.member, path }, async (page) => {
    const list = page.getByRole('region', { name: 'Conversations' })
    await list.getByRole('link').first().waitFor()
    const [customer] = strangers(1)
    await simulator.message({ account: 'harbour', customer: customer!, text: first })
    const name = `Instagram user ${customer!.slice(-4)}`
    const row = list.getByRole('link').filter({ hasText: name })
    await row.click()
    const log = page.getByRole('log', { name: `Messages with ${name}` })
    await log.getByText(first).waitFor()
    await work({ page, row, log, customer: customer! })
  })
}
