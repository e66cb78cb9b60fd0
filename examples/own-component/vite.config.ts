import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The desk may be mounted under any path, hence relative addresses. Inside this repository `handover-desk` is read from
// its sources, hence the condition: with the published package leave `resolve` out.
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: { input: ['index.html', 'intranet.html'] },
  },
})
