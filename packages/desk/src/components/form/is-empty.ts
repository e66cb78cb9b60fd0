/** Whether nothing was entered: a group whose fields are all empty is empty itself. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return false
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
