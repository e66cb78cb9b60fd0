// Looks at the packages as npm would publish them: are entries, types and conditions right? Needs a build.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packages = ['handover', 'desk'].map((name) => join(import.meta.dirname, '..', 'packages', name))
const shell = process.platform === 'win32'

const failed = packages.filter((folder) => !isPublishable(folder))
process.exitCode = failed.length === 0 ? 0 : 1

function isPublishable(folder: string): boolean {
  const out = mkdtempSync(join(tmpdir(), 'handover-pack-'))
  try {
    if (!runs(folder, 'npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', out])) return false
    const tarball = join(out, readdirSync(out)[0]!)
    const lint = isForBrowsers(folder) && runs(folder, 'publint', ['run', tarball, '--strict'])
    return runs(folder, 'attw', [tarball, '--profile', 'esm-only', '--no-emoji', ...withoutStyles(folder)]) && lint
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

// Modules for browsers: what was taken in must not ask for anything by `require`.
function isForBrowsers(folder: string): boolean {
  const built = join(folder, 'dist', 'react')
  const modules = existsSync(built) ? readdirSync(built, { recursive: true, encoding: 'utf8' }) : []
  const asking = modules.filter(
    (file) => file.endsWith('.js') && /\brequire\(/.test(readFileSync(join(built, file), 'utf8')),
  )
  for (const file of asking) console.error(`${join(built, file)} calls require(), which no browser knows.`)
  return asking.length === 0
}

// Style sheets have no types.
function withoutStyles(folder: string): readonly string[] {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports: object }
  const styles = Object.keys(exports).filter((entry) => entry.endsWith('.css'))
  return styles.length === 0 ? [] : ['--exclude-entrypoints', ...styles]
}

function runs(cwd: string, command: string, parameters: readonly string[]): boolean {
  return spawnSync(command, parameters, { cwd, stdio: 'inherit', shell }).status === 0
}
