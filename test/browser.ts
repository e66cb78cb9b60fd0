// A real Chromium for tests, from a package of npm: no download, no libraries of the system.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const repository = dirname(dirname(fileURLToPath(import.meta.url)))
const packaged = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')

/** Starts a headless browser that reaches only this machine; the caller closes it. CHROMIUM_PATH names another one. */
export async function launchBrowser(): Promise<Browser> {
  const args = [...withoutSandbox, ...withoutNetwork, '--disable-gpu', '--font-render-hinting=none']
  const own = process.env['CHROMIUM_PATH'] // the packaged one runs on Linux with an x64 processor only
  return chromium.launch({ args, ...(own ? { executablePath: own } : packagedBrowser()) })
}

function packagedBrowser(): Pick<LaunchOptions, 'executablePath' | 'env'> {
  const folder = unpackedBrowser()
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf'), XDG_CACHE_HOME: folder }
  return { executablePath: join(folder, 'chromium'), env: { ...process.env, ...fonts, LD_LIBRARY_PATH: libraries } }
}

// The sandbox needs rights that containers and root do not have; only our own pages are opened.
const withoutSandbox = ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage']

const withoutNetwork = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

// Test files start browsers in parallel: each unpacks into a folder of its own, and the first to finish names it.
function unpackedBrowser(): string {
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { version: string }
  const cache = join(repository, 'node_modules', '.cache')
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(`${folder}-`)
  try {
    writeFileSync(join(draft, 'chromium'), unpack('chromium.br'), { mode: 0o755 })
    for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
      execFileSync('tar', ['-x', '-C', draft], { input: unpack(archive) })
    }
    writeFileSync(join(draft, 'fonts.conf'), fontsConfiguration)
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function unpack(name: string): Buffer {
  return brotliDecompressSync(readFileSync(join(packaged, 'bin', name)))
}

// The package's own file looks for fonts in places of a cloud provider.
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fonts-cache</cachedir>
</fontconfig>
`
