/** Moves the focus to the top of the page: what has it is about to leave. */
export function focusPage(): void {
  document.getElementById('main')?.focus({ preventScroll: true })
}
