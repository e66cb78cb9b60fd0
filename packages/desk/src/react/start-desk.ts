import type { StartDeskOptions } from '../app/start-desk.tsx'

/**
 * Shows the whole desk in the element `#root` of the page, with components of the application. Its code is fetched when
 * this is called: who only embeds parts does not carry it.
 *
 * @example
 * await startDesk({ components: { insure: Insure } })
 */
export async function startDesk(options: StartDeskOptions = {}): Promise<void> {
  const desk = await import('../app/start-desk.tsx')
  desk.startDesk(options)
}
