/** What people do at every desk, in a real browser. */
import type { Page } from 'playwright-core'

export const widths = { 'at a desk': { width: 1440, height: 900 }, 'on a phone': { width: 390, height: 844 } }

/** Acts as somebody else: in the sidebar, or on a phone on the page about oneself. */
export async function become(page: Page, name: string): Promise<void> {
  if (page.viewportSize()!.width > 760) {
    await page.getByRole('button', { name: 'Demonstration user' }).click()
    await page.getByRole('menuitemradio', { name }).click()
    await page.getByRole('button', { name: 'Demonstration user' }).getByText(name).waitFor()
  } else {
    await page.goto(new URL('/me', page.url()).href)
    const user = page.getByRole('button', { name: new RegExp(`^${name}`) })
    await user.click()
    await page.locator('[aria-pressed=true]', { hasText: name }).waitFor()
  }
}

export const follow = (page: Page, name: string) =>
  page.getByRole('link', { name }).filter({ visible: true }).first().click()
export const currentHeading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
