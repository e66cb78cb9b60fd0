/** A small application with its desk, for browser tests of the desk's own behaviour. */
import { flow, type Actor, type Handover } from 'handover'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import type { DeskOptions } from '../src/server/index.ts'
import { openDesk } from './open-desk.ts'

export const anna: Actor = { id: 'anna', name: 'Anna Weber', permissions: ['leave.start', 'leave.view'] }
export const leave = flow('leave', {
  title: 'Leave request',
  summary: ({ reason }) => reason,
  data: z.object({ reason: z.string() }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['reason'] })
      .title('Ask for leave')
      .permission('leave.start')
      .next('approve'),
    approve: n.view({ fields: [] }).title('Approve the leave').permission('leave.approve').next('done'),
    done: n.end(),
  }),
})

export interface SmallDesk {
  readonly handover: Handover
  readonly url: string
  /** Opens a page of the desk at a desk's width. */
  open(path: string, options?: { readonly locale?: string }): Promise<Page>
  close(): Promise<void>
}

/** Whoever comes is Anna. The caller closes it. */
export async function openSmallDesk(options: DeskOptions = {}): Promise<SmallDesk> {
  const { handover, url, close } = await openDesk([leave], { people: [anna], desk: options })
  const browser = await launchBrowser()
  return {
    handover,
    url,
    async open(path, { locale = 'en-GB' } = {}) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale })
      await page.goto(url + path)
      return page
    },
    async close() {
      await browser.close()
      await close()
    },
  }
}
