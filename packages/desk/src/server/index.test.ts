import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { desk } from './index.ts'

const home = mkdtempSync(join(tmpdir(), 'desk-'))
const folder = join(home, 'app')
mkdirSync(join(folder, 'assets'), { recursive: true })
writeFileSync(join(folder, 'index.html'), '<html><head><base href="/" /></head></html>')
writeFileSync(join(folder, 'assets', 'index-abc.js'), 'go()')
writeFileSync(join(home, 'secret.js'), 'secret')
afterAll(() => rmSync(home, { recursive: true }))

const get = (path: string, options: { basePath?: string; method?: string; folder?: string } = {}) =>
  desk({ folder: options.folder ?? folder }).fetch(
    new Request(`http://desk.test${path}`, { method: options.method ?? 'GET' }),
    { basePath: options.basePath ?? '/flow' },
  )

describe('a page', () => {
  test.each(['/flow', '/flow/', '/flow/tasks/1', '/flow/index.html'])(
    'is answered at %s with the mount as base',
    async (path) => {
      const answer = await get(path)
      expect(answer?.status).toBe(200)
      expect(await answer?.text()).toContain('<base href="/flow/"')
      expect(answer?.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer?.headers.get('cache-control')).toBe('no-cache')
    },
  )

  test('is answered at the root when the desk is mounted there', async () => {
    for (const basePath of ['', '/'])
      expect(await (await get('/inbox', { basePath }))?.text()).toContain('<base href="/"')
  })

  test('may not run foreign code, nor be framed', async () => {
    const headers = (await get('/flow'))?.headers
    expect(headers?.get('content-security-policy')).toContain("script-src 'self';")
    expect(headers?.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers?.get('content-security-policy')).not.toContain('unsafe-eval')
    expect(headers?.get('x-content-type-options')).toBe('nosniff')
  })

  test('cannot be broken out of by the name of the mount', async () => {
    const answer = await get('/a%22b/inbox', { basePath: '/a"b' })
    expect((await answer?.text()) ?? '').not.toContain('"/a"b/"')
  })
})

describe('the language and the texts', () => {
  const page = async (options: Parameters<typeof desk>[0]) => {
    const request = new Request('http://desk.test/inbox')
    return (await desk({ folder, ...options }).fetch(request, { basePath: '' }))!.text()
  }

  test('stand in the page, where nothing in them can end their element', async () => {
    const text = await page({ language: 'de', words: { product: '</script><b>Acme</b>', nav: { queue: 'To take' } } })
    expect(text).toContain('<html data-language="de"')
    expect(text).not.toContain('</script><b>')
    const [, json] = /<script type="application\/json" id="handover-words">(.*?)<\/script>/.exec(text)!
    expect(JSON.parse(json!)).toEqual({ product: '</script><b>Acme</b>', nav: { queue: 'To take' } })
  })

  test('are those of the device when nothing is said', async () => {
    const text = await page({})
    expect(text).toContain('data-language="auto"')
    expect(text).not.toContain('handover-words')
  })

  test('are refused with their place when they are none', () => {
    expect(() => desk({ language: 'fr' as 'de' })).toThrow("takes 'en', 'de' or 'auto'; given: \"fr\"")
    expect(() => desk({ words: { nav: { queue: 7 } } as never })).toThrow('at words.nav.queue stands a number')
  })
})

describe('a file', () => {
  test('with a hash in its name is kept for ever', async () => {
    const answer = await get('/flow/assets/index-abc.js')
    expect(await answer?.text()).toBe('go()')
    expect(answer?.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test('that does not exist is not answered with the page', async () => {
    expect(await get('/flow/assets/gone.js')).toBeUndefined()
  })

  test.each([
    '/flow/..%2fsecret.js',
    '/flow/assets/..%2f..%2fsecret.js',
    '/flow/%2e%2e%2fsecret.js',
    '/flow/..%5csecret.js',
    '/flow/%00.js',
    '/flow/%zz',
  ])('outside of the folder is refused: %s', async (path) => {
    expect(await get(path)).toBeUndefined()
  })
})

test('HEAD answers like GET without a body', async () => {
  const answer = await get('/flow/inbox', { method: 'HEAD' })
  expect(answer?.status).toBe(200)
  expect(await answer?.text()).toBe('')
})

test('what is no reading, or lies outside of the mount, is left to others', async () => {
  expect(await get('/flow/inbox', { method: 'POST' })).toBeUndefined()
  expect(await get('/elsewhere')).toBeUndefined()
})

test('a missing build is said with the next step', async () => {
  const answer = await get('/flow', { folder: join(home, 'nothing') })
  expect(answer?.status).toBe(503)
  expect(await answer?.text()).toContain('npm run build:app -w handover-desk')
})
