/** An error that Graph answers with, rather than one of the simulator. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
  readonly code: number
  readonly subcode: number | undefined
  /** HTTP status; Meta's own are a weak signal, and 400 is the commonest for everything. */
  readonly status: number
  readonly type: string
  readonly isTransient: boolean
  /** Words meant for people, where Meta gives them. */
  readonly userTitle: string | undefined
  readonly userMessage: string | undefined

  constructor(
    message: string,
    details: {
      code: number
      subcode?: number
      status?: number
      type?: string
      isTransient?: boolean
      userTitle?: string
      userMessage?: string
    },
  ) {
    super(message)
    this.code = details.code
    this.subcode = details.subcode
    this.status = details.status ?? 400
    this.type = details.type ?? 'OAuthException'
    this.isTransient = details.isTransient ?? false
    this.userTitle = details.userTitle
    this.userMessage = details.userMessage
  }
}
