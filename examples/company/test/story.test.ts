/** The story of the README, played by two people in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Task } from 'handover'
import { listen, type Listening } from 'handover/http'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { launchBrowser } from '../../../test/browser.ts'
import { createDatabase } from '../../../test/postgres-database.ts'
import { createApp } from '../src/app.ts'
import { helloWorld } from '../src/hello-world.ts'
import type { OwnStore } from '../src/tables.ts'
import { findUser } from '../src/users.ts'
import { become, currentHeading, follow, heading, widths } from './at-the-desk.ts'

interface Opened {
  readonly store: OwnStore
  readonly remove: () => Promise<void>
}
const databases: Record<string, () => Promise<Opened>> = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'handover-story-'))
    return {
      store: sqliteStore({ file: join(folder, 'story.db') }),
      remove: async () => rmSync(folder, { recursive: true }),
    }
  },
  async PostgreSQL() {
    const database = await createDatabase()
    return { store: postgresStore({ url: database.url }), remove: () => database.drop() }
  },
}
const [anna, maria] = [findUser('anna')!, findUser('maria')!]

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(Object.entries(databases))('on %s', (_, open) => {
  let app: Awaited<ReturnType<typeof createApp>>
  let server: Listening
  let opened: Opened

  beforeAll(async () => {
    opened = await open()
    app = await createApp(opened.store)
    server = await listen(app, { port: 0 })
  })
  afterAll(async () => {
    await server.close()
    await app.handover.close()
    await opened.remove()
  })

  test.each(Object.entries(widths))(
    'Anna asks, Ben approves, both see what became of it (%s)',
    async (place, viewport) => {
      const message = `Hello ${place}`
      const page = await visit({ viewport })

      await become(page, 'Anna Weber')
      await follow(page, 'Start')
      await follow(page, 'Write a message')
      await page.getByRole('textbox', { name: 'Message' }).fill(message)
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await heading(page, message)

      await become(page, 'Ben Adler')
      await follow(page, 'Queue')
      await page.getByRole('button', { name: `Take Approve the message, ${message}` }).click()
      await follow(page, 'Inbox')
      await page.getByRole('link', { name: `Approve the message ${message}` }).click()
      await heading(page, 'Approve the message')
      await page.getByRole('radio', { name: 'Yes' }).check()
      await page.getByRole('button', { name: 'Complete', exact: true }).click()
      await page.getByRole('link', { name: 'Open process' }).last().click()

      await heading(page, message)
      const main = page.getByRole('main')
      await main.getByText('Done').first().waitFor()
      await page
        .getByRole('img', { name: /Approve the message.*Sent/ })
        .first()
        .waitFor()
      await expect.poll(() => currentHeading(page)).toBe(message)
      await showsHistory(page, [
        /Anna Weber started the process/,
        /Ben Adler took Approve the message/,
        /Ben Adler completed Approve the message/,
      ])
    },
  )

  test.each(Object.entries(widths))(
    'Ben sends the work back, Lena reassigns and holds it, and learns what to undo first (%s)',
    async (place, viewport) => {
      const page = await visit({ viewport })
      const { process, approve } = await refused(`Again ${place}`)
      await become(page, 'Ben Adler')
      await page.goto(`${server.url}/tasks/${approve.id}`)
      await page.getByRole('button', { name: 'Take', exact: true }).click()

      await more(page, 'Send back…')
      const dialog = page.getByRole('dialog', { name: 'Send Approve the message back?' })
      await dialog.getByRole('button', { name: 'Send back' }).click()
      await dialog.getByText('Say why.').waitFor()
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('The date is missing.')
      await dialog.getByRole('button', { name: 'Send back' }).click()
      await dialog.waitFor({ state: 'hidden' })
      const rework = (await app.handover.processes.tasks(process)).at(-1)!
      expect([rework.node, rework.owner?.id]).toEqual(['rework', 'anna'])

      await become(page, 'Lena Fischer')
      await page.goto(`${server.url}/tasks/${rework.id}`)
      await more(page, 'Reassign…')
      await page.getByRole('combobox', { name: 'Who gets it' }).fill('Maria')
      await page.getByRole('option', { name: 'Maria Novak' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Reassign' }).click()
      await page.getByText('Assigned to Maria Novak').waitFor()

      await page.goto(`${server.url}/processes/${process}`)
      await more(page, 'Suspend…')
      await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click()
      await page.getByText(/^Suspended by /).waitFor()
      await page.getByRole('button', { name: 'Resume' }).click()
      await page.getByText(/^Suspended by /).waitFor({ state: 'hidden' })

      await page.getByRole('button', { name: 'More actions for Write a message' }).click()
      await page.getByRole('menuitem', { name: 'Undo…' }).click()
      const undo = page.getByRole('dialog', { name: 'Undo Write a message?' })
      await undo.getByText('undoing it cancels the process').waitFor()
      await undo.getByRole('button', { name: 'Undo' }).click()
      // What people did after it has to be undone first, and the dialog says which.
      await undo
        .getByRole('alert')
        .getByText(/Change the message/)
        .waitFor()
      await undo.getByRole('button', { name: 'Leave it as it is' }).click()
      await showsHistory(page, [
        /Ben Adler sent Approve the message back to Change the message, Anna Weber/,
        /The date is missing\./,
        /Lena Fischer suspended the process/,
      ])
    },
  )

  test('Ben takes several tasks at once, and learns which somebody else took before', async () => {
    const [first, second] = [await began('One of two'), await began('Two of two')]
    const page = await visit({ viewport: widths['at a desk'], hearsLate: true })
    await become(page, 'Ben Adler')
    await follow(page, 'Queue')
    await page.getByRole('checkbox', { name: 'Select Approve the message, One of two' }).check()
    await page.getByRole('checkbox', { name: 'Select Approve the message, Two of two' }).check()
    await page.getByText('2 selected').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('checkbox', { checked: true }).first().waitFor({ state: 'detached' })
    for (const name of ['One of two', 'Two of two']) {
      await page.getByRole('link', { name: `Approve the message ${name}` }).focus()
      await page.keyboard.press('x')
    }
    await second.approve.do('assign', { by: maria })
    const bar = page.getByRole('group', { name: 'What to do with the selected tasks' })
    await bar.getByRole('button', { name: 'Take' }).click()
    await page.getByText(/^Taken: 1 task\. Maria Novak took 'Approve the message'/).waitFor()
    expect((await app.handover.tasks.get(first.approve.id)).owner?.id).toBe('ben')
  })

  test('a form that is filled in wrongly says what and where, and keeps what was typed', async () => {
    const page = await visit({ viewport: widths['at a desk'] })
    await become(page, 'Anna Weber')
    await page.goto(`${server.url}/start/hello-world/start`)
    await page.getByRole('textbox', { name: 'Message' }).fill('x'.repeat(151))
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await page.getByText('At most 150 characters. These are 151.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toHaveLength(151)
  })

  test('who was slower reads who was faster, and nothing is overwritten', async () => {
    const { approve: task } = await began('Race')
    const page = await visit({ viewport: widths['at a desk'], hearsLate: true })
    await become(page, 'Ben Adler')
    await page.goto(`${server.url}/tasks/${task.id}`)
    await page.getByRole('button', { name: 'Take', exact: true }).waitFor()
    await task.do('assign', { by: maria })
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    await page
      .getByText(/Maria Novak took/)
      .first()
      .waitFor()
    expect((await app.handover.tasks.get(task.id)).owner?.id).toBe('maria')
  })

  /** A message of Anna's that waits for its approval. */
  async function began(message: string): Promise<{ readonly process: string; readonly approve: Task }> {
    const { id, tasks } = await app.handover.start(helloWorld, 'start', { message }, { by: anna })
    return { process: id, approve: tasks.find((each) => each.node === 'approve')! }
  }

  /** One that was refused, changed, and waits again. */
  async function refused(message: string): ReturnType<typeof began> {
    const { process, approve } = await began(message)
    await (await approve.do('assign', { by: maria })).do('complete', { by: maria, input: { approved: false } })
    const rework = (await app.handover.processes.tasks(process)).at(-1)!
    await rework.do('complete', { by: anna, input: { message: `${message}!` } })
    return { process, approve: (await app.handover.processes.tasks(process)).at(-1)! }
  }

  /** A page that reports what goes wrong inside it. */
  /** With `hearsLate` the word of what others do never comes before the click. */
  async function visit({ viewport, hearsLate = false }: Visitor): Promise<Page> {
    const context = await browser.newContext({ viewport })
    if (hearsLate) await context.route('**/api/live*', (route) => route.abort())
    context.setDefaultTimeout(8000)
    const page = await context.newPage()
    page.on('pageerror', (failure) => expect.unreachable(failure.message))
    await page.goto(server.url)
    return page
  }
})

interface Visitor {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly hearsLate?: boolean
}

/** Chooses what stands in the menu at the top of the page. */
async function more(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('dialog').waitFor()
}

/** A phone shows the history behind a tab. */
async function showsHistory(page: Page, deeds: readonly RegExp[]): Promise<void> {
  const part = page.getByRole('button', { name: /^History/ })
  if (await part.isVisible()) await part.click()
  for (const deed of deeds) await page.getByText(deed).filter({ visible: true }).first().waitFor()
}
