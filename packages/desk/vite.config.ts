import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `base: './'` keeps every address relative: the server may mount the desk under any path.
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
})
