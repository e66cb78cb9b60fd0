/** Puts the focus into a field; where it cannot be found, into the group that it stands in. */
export function focusField(id: string): void {
  const field = document.getElementById(id)
  if (field === null) {
    const group = id.replace(/_[^_]*$/, '')
    if (group !== id) focusField(group)
    return
  }
  const inputs = 'input:not([type="hidden"]), textarea, select'
  const input = field.matches(inputs) ? field : field.querySelector(inputs)
  const target = input ?? field.querySelector('[data-add]')
  if (!(target instanceof HTMLElement)) return
  target.focus()
  target.scrollIntoView({ block: 'center' })
}
