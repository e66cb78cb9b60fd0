import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// What an application has one copy of, shared between its own components and the desk's.
const shared = /^(react|react-dom|@mantine\/core|@mantine\/hooks|@tanstack\/react-query|handover)($|\/(?!.*\.css$))/

// In the sources an application imports the looks besides; here they are put into one sheet with those of each part.
const withLooks = {
  name: 'with-looks',
  transform: (code: string, id: string) =>
    id.endsWith('/src/react/index.ts') ? `import '../components/parts.css'\n${code}` : undefined,
}

// `handover-desk/react`: modules for the bundler of an application, and two style sheets. In mode `page` only the one
// with what a whole page needs besides.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [react(), withLooks],
  publicDir: false,
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist/react',
    emptyOutDir: mode !== 'page',
    assetsInlineLimit: 0,
    cssCodeSplit: mode === 'page',
    modulePreload: false,
    minify: false,
    rollupOptions: {
      input: mode === 'page' ? { desk: 'src/app/desk.css' } : { index: 'src/react/index.ts' },
      preserveEntrySignatures: 'strict',
      external: shared,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: ({ names: [name = ''] }) =>
          name.endsWith('.css') ? '[name][extname]' : 'assets/[name]-[hash][extname]',
      },
    },
  },
}))
