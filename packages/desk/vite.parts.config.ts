import react from '@vitejs/plugin-react'
import { defineConfig, type BuildEnvironmentOptions } from 'vite'

// What an application has one copy of, shared between its own components and the desk's.
const shared = /^(react|react-dom|@mantine\/core|@mantine\/hooks|@tanstack\/react-query|handover)($|\/(?!.*\.css$))/

// In the sources an application imports the looks besides; here they are put into one sheet with those of each part.
const withLooks = {
  name: 'with-looks',
  transform: (code: string, id: string) =>
    id.endsWith('/src/react/index.ts') ? `import '../components/parts.css'\n${code}` : undefined,
}

const looks: BuildEnvironmentOptions = {
  rollupOptions: { input: { desk: 'src/app/desk.css' }, output: { assetFileNames: nameOf } },
}

const parts: BuildEnvironmentOptions = {
  lib: { entry: { index: 'src/react/index.ts' }, formats: ['es'], cssFileName: 'style' },
  minify: false,
  rollupOptions: {
    external: shared,
    output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
  },
}

/** The sheets have the names that package.json gives them; fonts stand beside. */
function nameOf({ names: [name = ''] }: { names: readonly string[] }): string {
  return name.endsWith('.css') ? '[name][extname]' : 'assets/[name]-[hash][extname]'
}

// `handover-desk/react`: modules for the bundler of an application with one style sheet, and in mode `page` another one
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
    ...(mode === 'page' ? looks : parts),
  },
}))
