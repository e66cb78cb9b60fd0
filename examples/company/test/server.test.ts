import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handover-server-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('npm start', () => {
  test('listens where PORT says, keeps its data in a file, and stops when it is asked to', async () => {
    const port = await freePort()
    const server = start({ PORT: String(port) })
    await server.says(`Handover runs at http://127.0.0.1:${port} on ${join(folder, 'demo.db')}`)
    const answer = await fetch(`http://127.0.0.1:${port}/api/me`)
    expect(await answer.json()).toMatchObject({ actor: { name: 'Ben Adler' } })
    expect(await server.stop()).toEqual({ code: 0, errors: '' })
  })

  test('brings samples to an empty file, says so in one line, and brings none the second time', async () => {
    const first = start({ PORT: '0', SAMPLES: '' })
    await first.says('Handover runs at')
    expect(first.output()).toMatch(
      /^Brought 41 sample processes\. Start with an empty file to get none: SAMPLES=none\nHandover runs at .*\n$/,
    )
    await first.stop()
    const second = start({ PORT: '0', SAMPLES: '' })
    await second.says('Handover runs at')
    expect(second.output()).toMatch(/^Handover runs at .*\n$/)
    await second.stop()
  })

  test('says in one line that the port is taken, and what to do', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as AddressInfo
    const ended = await start({ PORT: String(port) }).ended
    expect(ended).toEqual({
      code: 1,
      errors: `PORT_TAKEN: Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1}.\n`,
    })
    holder.close()
  })

  test('says in one line that the database cannot be reached, without its password', async () => {
    const { code, errors } = await start({ PORT: '0', DATABASE_URL: 'postgres://app:secret@127.0.0.1:1/app' }).ended
    expect(code).toBe(1)
    expect(errors).toMatch(/^STORE_UNREACHABLE: .*127\.0\.0\.1:1.*\n$/)
    expect(errors).not.toContain('secret')
  })

  test.each(['abc', '-1', '70000'])('refuses PORT=%s', async (PORT) => {
    const { code, errors } = await start({ PORT }).ended
    expect(code).toBe(1)
    expect(errors).toMatch(/^OPTION_INVALID: The option port is .*\n$/)
  })

  test('refuses SAMPLES=no, and says what there is', async () => {
    const { code, errors } = await start({ PORT: '0', SAMPLES: 'no' }).ended
    expect(code).toBe(1)
    expect(errors).toMatch(/^SAMPLES is 'no'\. .*SAMPLES=none.*\n$/)
  })

  test('refuses to run in production, where nobody may choose who they are', async () => {
    const { code, errors } = await start({ PORT: '0', NODE_ENV: 'production' }).ended
    expect(code).toBe(1)
    expect(errors).toMatch(/^This is a demonstration.*NODE_ENV=production\.\n$/)
  })
})

function start(env: Record<string, string>) {
  const { DATABASE_URL: _, NODE_ENV: __, ...inherited } = process.env
  const server = spawn(process.execPath, ['--conditions=source', join(import.meta.dirname, '../src/server.ts')], {
    env: { ...inherited, DATABASE_FILE: join(folder, 'demo.db'), SAMPLES: 'none', ...env },
  })
  let [output, errors] = ['', '']
  server.stdout.on('data', (chunk) => (output += String(chunk)))
  server.stderr.on('data', (chunk) => (errors += String(chunk)))
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) =>
    server.once('exit', (code) => resolve({ code, errors })),
  )
  return {
    ended,
    output: () => output,
    async says(line: string) {
      await expect.poll(() => output, { timeout: 10_000 }).toContain(line)
    },
    stop() {
      server.kill('SIGTERM')
      return ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
