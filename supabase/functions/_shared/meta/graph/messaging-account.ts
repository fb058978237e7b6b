/** The account on our side of its conversations, by all the ids that Meta knows it by. */
export type MessagingAccount = {
  login: string
  provider_account_id: string
  app_scoped_id: string | null
  page_id: string | null
}

/** Whether an id in an answer means the account itself, and not the contact. */
export function isOwnId(account: MessagingAccount, id: string): boolean {
  return id === account.provider_account_id || id === account.app_scoped_id ||
    id === account.page_id
}
