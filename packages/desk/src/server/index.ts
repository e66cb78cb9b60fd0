import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface DeskOptions {
  /** The folder of the built application; by default the one that comes with this package. */
  readonly folder?: string
  /** In which language it speaks to whom has not chosen one: `en`, `de`, or `auto`, that of the device (the default). */
  readonly language?: 'en' | 'de' | 'auto'
  /** Texts in the place of its own, by the names of its catalogue: `{ product: 'Acme Work', nav: { queue: 'To take' } }`. */
  readonly words?: DeskTexts
}
/** Texts, and groups of texts. */
export interface DeskTexts {
  readonly [name: string]: string | DeskTexts
}
export interface Desk {
  /** The page or file for a request below `basePath`; undefined for what the desk does not serve. */
  fetch(request: Request, options: { basePath: string }): Promise<Response | undefined>
}

/**
 * The work desk, ready to be served beside the API of a Handover server.
 *
 * @example
 * createApi(handover, { identify, desk: desk() })
 */
export function desk(options: DeskOptions = {}): Desk {
  const { folder = fileURLToPath(new URL('../../dist/app', import.meta.url)), language = 'auto', words } = options
  if (!['en', 'de', 'auto'].includes(language))
    throw new TypeError(`desk({ language }) takes 'en', 'de' or 'auto'; given: ${JSON.stringify(language)}.`)
  checkTexts(words, 'words')
  return {
    async fetch(request, { basePath }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
      const path = pathWithin(new URL(request.url).pathname, basePath)
      if (path === undefined) return undefined
      const answer = (await fileAnswer(folder, path)) ?? (await pageAnswer({ folder, language, words }, path, basePath))
      return request.method === 'HEAD' && answer ? new Response(null, answer) : answer
    },
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

// Mantine sets its variables in style elements, hence 'unsafe-inline' for styles alone.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const guarded = (headers: Record<string, string>): Record<string, string> => ({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  ...headers,
})

/** The part of an address below the mount, decoded; undefined when it is outside or cannot be a path. */
function pathWithin(address: string, basePath: string): string | undefined {
  const base = withSlash(basePath)
  if (!`${address}/`.startsWith(base)) return undefined
  try {
    const path = decodeURIComponent(address.slice(base.length))
    return path.includes('\0') ? undefined : path
  } catch {
    return undefined
  }
}

async function fileAnswer(folder: string, path: string): Promise<Response | undefined> {
  const type = contentTypes[extname(path)]
  const file = join(folder, normalize(path))
  if (type === undefined || path === 'index.html' || !file.startsWith(folder + sep)) return undefined
  const content = await readFile(file).catch(() => undefined)
  if (content === undefined) return undefined
  // Names in assets/ carry the hash of their content: they never change.
  const cache = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  return new Response(content, { headers: guarded({ 'content-type': type, 'cache-control': cache }) })
}

interface PageOptions {
  readonly folder: string
  readonly language: string
  readonly words: DeskTexts | undefined
}

async function pageAnswer(
  { folder, language, words }: PageOptions,
  path: string,
  basePath: string,
): Promise<Response | undefined> {
  if (extname(path) !== '' && path !== 'index.html') return undefined
  const file = join(folder, 'index.html')
  if (!(await stat(file).catch(() => undefined))) return notBuilt(folder)
  const page = (await readFile(file, 'utf8'))
    .replace(/<base href="[^"]*"/, () => `<base href="${attribute(withSlash(basePath))}"`)
    .replace(/<html(?=[\s>])/, () => `<html data-language="${language}"`)
    .replace('</head>', () => `${ownWords(words)}</head>`)
  return new Response(page, {
    headers: guarded({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }),
  })
}

function notBuilt(folder: string): Response {
  const text = `The desk is not built: ${folder} holds no index.html.\nRun \`npm run build:app -w handover-desk\`.\n`
  return new Response(text, {
    status: 503,
    headers: guarded({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }),
  })
}

const withSlash = (path: string): string => `/${path.replaceAll(/^\/+|\/+$/g, '')}/`.replace('//', '/')
const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** As data, which no policy forbids; nothing in it can end the element. */
const ownWords = (words: DeskTexts | undefined): string =>
  words === undefined
    ? ''
    : `<script type="application/json" id="handover-words">${JSON.stringify(words).replaceAll('<', '\\u003c')}</script>`

function checkTexts(texts: unknown, place: string): void {
  if (texts === undefined || typeof texts === 'string') return
  if (typeof texts !== 'object' || texts === null || Array.isArray(texts))
    throw new TypeError(`desk({ words }) takes texts and groups of texts; at ${place} stands a ${typeof texts}.`)
  for (const [name, text] of Object.entries(texts)) checkTexts(text, `${place}.${name}`)
}
