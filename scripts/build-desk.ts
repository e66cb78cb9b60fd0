// Builds the desk's web application unless what is there is newer than its sources: `npm start` and `npm test` need it.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const desk = join(import.meta.dirname, '..', 'packages', 'desk')
const built = join(desk, 'dist', 'app', 'index.html')

if (existsSync(join(desk, 'index.html')) && !isFresh()) {
  // A test that builds it must not get what React brings for development.
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync('npm', ['run', 'build:app'], { cwd: desk, env, stdio: 'inherit', shell: process.platform === 'win32' })
}

function isFresh(): boolean {
  return existsSync(built) && statSync(built).mtimeMs > Math.max(...sources().map((path) => statSync(path).mtimeMs))
}

// The page's wire types and client come from handover, so its sources count too.
function sources(): string[] {
  const single = ['index.html', 'package.json', 'vite.config.ts'].map((name) => join(desk, name)).filter(existsSync)
  const folders = [join(desk, 'src'), join(desk, 'public'), join(desk, '..', 'handover', 'src')].filter(existsSync)
  return [...single, ...folders.flatMap((folder) => [folder, ...within(folder)])]
}

function within(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
    join(entry.parentPath, entry.name),
  )
}
