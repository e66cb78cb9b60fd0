/** A catalogue of texts in any language: the same keys, and the same things named in each text. */
export type Catalogue<T> = T extends string
  ? string
  : T extends (...named: infer Named) => infer Text
    ? (...named: Named) => Catalogue<Text>
    : { readonly [K in keyof T]: Catalogue<T[K]> }

/** Some of its texts. */
export type Texts<T> = T extends string | ((...named: never[]) => unknown) | readonly unknown[]
  ? T
  : { readonly [K in keyof T]?: Texts<T[K]> }

type Group = Record<string, unknown>
const isGroup = (value: unknown): value is Group => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Puts texts in the place of others, inside the groups themselves: whoever holds one reads the new texts. Answers with
 * the names of those that have no place, or are no text there.
 */
export function replaceTexts(catalogue: object, texts: object, path: readonly string[] = []): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const here = [...path, key]
    const before = Object.hasOwn(catalogue, key) ? (catalogue as Group)[key] : vacancyAt(path, text)
    if (isGroup(before) && isGroup(text)) return replaceTexts(((catalogue as Group)[key] = before), text, here)
    // A plain text may stand for one that names something.
    const fits = typeof text === typeof before || (typeof text === 'string' && typeof before === 'function')
    if (before === undefined || isGroup(before) || !fits) return [here.join('.')]
    ;(catalogue as Group)[key] = typeof text === 'string' && typeof before === 'function' ? () => text : text
    return []
  })
}

/** Every code of a refusal has a place, whether the desk has words of its own for it or not. */
function vacancyAt(path: readonly string[], text: unknown): unknown {
  if (path[0] !== 'refusals') return undefined
  return isGroup(text) ? {} : ''
}
