import react from '@vitejs/plugin-react'
import { defineConfig, esmExternalRequirePlugin, type BuildEnvironmentOptions, type Plugin } from 'vite'

// What an application has one copy of, shared between its own components and the desk's.
const shared = /^(react|react-dom|@mantine\/core|@mantine\/hooks|@tanstack\/react-query|handover)($|\/(?!.*\.css$))/

// In the sources each part brings its own looks, after those that all need; the published sheet keeps that order.
const sheetOfBoth: Plugin = {
  name: 'sheet-of-both',
  generateBundle() {
    const source = "@import './foundation.css';\n@import './components.css';\n"
    this.emitFile({ type: 'asset', fileName: 'style.css', source })
  },
}

const looks: BuildEnvironmentOptions = {
  rollupOptions: {
    input: { desk: 'src/app/desk.css', foundation: 'src/components/parts.css' },
    output: { assetFileNames: nameOf },
  },
}

const parts: BuildEnvironmentOptions = {
  lib: { entry: { index: 'src/react/index.ts' }, formats: ['es'], cssFileName: 'components' },
  minify: false,
  rollupOptions: {
    // Older modules that are taken in ask for React by `require`, which no browser knows.
    plugins: [esmExternalRequirePlugin({ external: [shared] })],
    output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
  },
}

/** The sheets have the names that package.json gives them; fonts stand beside. */
function nameOf({ names: [name = ''] }: { names: readonly string[] }): string {
  return name.endsWith('.css') ? '[name][extname]' : 'assets/[name]-[hash][extname]'
}

// `handover-desk/react`: modules for the bundler of an application with the looks of each part, and in mode `page` what
// all parts and a whole page need besides.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: mode === 'page' ? [sheetOfBoth] : [react()],
  publicDir: false,
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist/react',
    emptyOutDir: mode !== 'page',
    assetsInlineLimit: 0,
    ...(mode === 'page' ? looks : parts),
  },
}))
