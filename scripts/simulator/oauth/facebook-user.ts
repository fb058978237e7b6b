/** The one person who logs in with Facebook here; all Pages are theirs. */
export const FACEBOOK_USER_ID = '10220000000000417'
export const FACEBOOK_USER_NAME = 'Robin Tester'
