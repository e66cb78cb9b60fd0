/**
 * What the sentence of a refusal names, so that others can tell it in another language. Only what stands in the sentence:
 * details may know more than the asking actor may.
 */
export function paramsOf(
  sentence: string,
  details: Readonly<Record<string, unknown>>,
): { params?: Record<string, string | number> } {
  const named = Object.entries(details).filter(
    (detail): detail is [string, string | number] =>
      (typeof detail[1] === 'number' || (typeof detail[1] === 'string' && detail[1] !== '')) &&
      sentence.includes(String(detail[1])),
  )
  return named.length === 0 ? {} : { params: Object.fromEntries(named) }
}
