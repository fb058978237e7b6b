import process from 'node:process'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Vite demands a default export here.
export default defineConfig({
  plugins: [react()],
  cacheDir: process.env.VITE_CACHE_DIRECTORY || undefined,
  build: { outDir: 'dist', emptyOutDir: true },
  optimizeDeps: {
    // Named, so that Vite bundles all of them before the first page and never reloads it midway.
    include: [
      'react',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      '@tanstack/react-query',
      '@supabase/supabase-js',
      'wouter',
      'wouter/use-browser-location',
      'zod',
    ],
  },
})
