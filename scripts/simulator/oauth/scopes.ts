import type { Login } from '../world/demo-accounts.ts'

/** Permissions by login (permission reference; Instagram Login's names since 2025-01-27). */
export const ALL_SCOPES: Record<Login, readonly string[]> = {
  instagram: [
    'instagram_business_basic',
    'instagram_business_manage_comments',
    'instagram_business_manage_messages',
    'instagram_business_manage_insights',
    'instagram_business_content_publish',
  ],
  facebook: [
    'instagram_basic',
    'instagram_manage_comments',
    'instagram_manage_messages',
    'instagram_manage_insights',
    'instagram_content_publish',
    'instagram_manage_engagement',
    'pages_show_list',
    'pages_read_engagement',
    'pages_read_user_content',
    'pages_messaging',
    'pages_manage_metadata',
    'business_management',
  ],
}

export type Ability = 'basic' | 'comments' | 'messages' | 'insights'

const SCOPES: Record<Login, Record<Ability, string>> = {
  instagram: {
    basic: 'instagram_business_basic',
    comments: 'instagram_business_manage_comments',
    messages: 'instagram_business_manage_messages',
    insights: 'instagram_business_manage_insights',
  },
  facebook: {
    basic: 'instagram_basic',
    comments: 'instagram_manage_comments',
    messages: 'instagram_manage_messages',
    insights: 'instagram_manage_insights',
  },
}

/** The permission that an ability needs with a login. */
export function scopeOf(login: Login, ability: Ability): string {
  return SCOPES[login][ability]
}

/** Reads a `scope` parameter: names with commas or spaces between them, each once. */
export function parseScopes(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))]
}
