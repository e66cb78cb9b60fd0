import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { verifyWebhook } from 'handover/webhooks'
import { describe, expect, onTestFinished, test } from 'vitest'
import { open } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { parcels, secret, webhookTo } from './parcels.ts'
import { receiver } from './receiver.ts'

describe.each(databases)('when a server dies, on %s', (database) => {
  test('between its commit and the delivery, the next one sends the webhook', async () => {
    const { url, received } = await receiver()
    const first = await open({ flows: [parcels], database, webhooks: [webhookTo(url)], work: false })
    onTestFinished(() => first.close())
    const { id } = await first.start('parcels', 'start', {})
    expect(received).toEqual([])
    const next = await open({ flows: [parcels], database: first.place, webhooks: [webhookTo(url)] })
    onTestFinished(() => next.close())
    await next.idle()
    expect(received.map(({ body }) => body.id)).toEqual([`${id}:1`])
  })

  test(
    'before it hears the answer, the next one sends it again, with the same id, and goes on in order',
    { timeout: 60_000 },
    async () => {
      const { url, received, recover } = await receiver(() => {})
      // Makes the database, and removes it in the end.
      const home = await open({ flows: [parcels], database, webhooks: [webhookTo(url)], work: false })
      onTestFinished(() => home.close())
      const doomed = spawn(
        process.execPath,
        ['--conditions=source', join(import.meta.dirname, 'doomed-server.ts'), JSON.stringify(home.place), url],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      onTestFinished(() => void doomed.kill('SIGKILL'))
      const [said] = (await once(doomed.stdout, 'data')) as [Buffer]
      const id = said.toString().trim()
      await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1)
      doomed.kill('SIGKILL')
      await once(doomed, 'exit')
      const [task] = (await home.tasks({ process: id, status: 'new' })).slice(-1)
      await home.command(task!, 'complete', { input: {} })
      recover()
      // Whatever the dead one had taken for itself is free an hour later.
      const next = await open({ flows: [parcels], database: home.place, webhooks: [webhookTo(url)], ahead: '1 h' })
      onTestFinished(() => next.close())
      await next.idle()
      const last = (await next.history(id)).at(-1)!
      expect(received.map(({ body }) => body.id)).toEqual([`${id}:1`, `${id}:1`, `${id}:${last.number}`])
      for (const { headers, text, body } of received) expect(verifyWebhook(secret, headers, text)).toEqual(body)
      expect((await next.dump())['handover_outbox']).toEqual([])
    },
  )
})
