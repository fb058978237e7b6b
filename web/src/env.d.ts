/** What Vite puts in place of import.meta.env; Deno knows the rest of ImportMeta. */
interface ImportMetaEnv {
  readonly DEV?: boolean
  readonly VITE_SUPABASE_URL?: string
  readonly VITE_SUPABASE_PUBLISHABLE_KEY?: string
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
