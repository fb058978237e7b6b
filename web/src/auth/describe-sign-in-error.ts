/** What of an Auth error matters here. */
type SignInError = { code?: string; status?: number }

/** Says in plain words why signing in failed and what to do. */
export function describeSignInError({ code, status }: SignInError): string {
  if (code === 'invalid_credentials' || (status === 400 && !code)) {
    return 'This email and password don’t belong together. Check both and try again.'
  }
  if (code === 'email_not_confirmed') {
    return 'This email address is not confirmed yet. Follow the link in the mail we sent you.'
  }
  if (code === 'user_banned') return 'This account is locked. Ask the owner of your workspace.'
  if (status === 429) return 'Too many attempts. Wait a minute, then try again.'
  if (status === undefined || status === 0 || status >= 500) {
    return 'Sandpiper can’t be reached right now. Check your connection and try again.'
  }
  return 'Signing in didn’t work. Try again.'
}
