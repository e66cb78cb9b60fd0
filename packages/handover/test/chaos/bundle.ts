/** Both programs, each in one file: what is killed after a second must not need four to begin. */
import { join } from 'node:path'
import { build } from 'vite'

export async function bundlePrograms(folder: string): Promise<void> {
  const input = Object.fromEntries(['web', 'worker'].map((name) => [name, join(import.meta.dirname, `${name}.ts`)]))
  const conditions = ['source', 'node']
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    resolve: { conditions },
    ssr: { noExternal: true, resolve: { conditions } },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  })
}
