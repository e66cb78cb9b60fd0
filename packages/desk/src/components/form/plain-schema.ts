import type { RJSFSchema } from '@rjsf/utils'

/**
 * Drops what only checkers need: `null` beside a type, patterns that repeat a format, the address of the draft. What is
 * defined elsewhere is put in its place, and constants side by side become the choices that they are.
 */
export function plain(schema: RJSFSchema): RJSFSchema {
  return plainIn(schema, { root: schema, inside: [] })
}

interface Place {
  readonly root: RJSFSchema
  /** The references that this stands in: what leads back to itself has no end, and is not drawn. */
  readonly inside: readonly string[]
}

function plainIn(given: RJSFSchema, place: Place): RJSFSchema {
  if (given.$ref !== undefined) return resolved(given, given.$ref, place)
  const { $schema: _draft, definitions: _definitions, anyOf, oneOf, pattern, ...rest } = given
  const all = [...(anyOf ?? []), ...(oneOf ?? [])].filter((way) => typeof way === 'object') as RJSFSchema[]
  const ways = all.filter((way) => way.type !== 'null')
  const only = ways.length === 1 ? plainIn(ways[0]!, place) : undefined
  const schema: RJSFSchema = { ...only, ...rest }
  if (ways.length < all.length) schema['nullable'] = true
  if (only === undefined && ways.length > 0) addWays(schema, ways, place)
  if (pattern !== undefined && schema.format === undefined) schema.pattern = pattern
  if (Array.isArray(schema.type)) schema.type = schema.type.find((type) => type !== 'null') ?? 'string'
  if (schema.properties) schema.properties = mapValues(schema.properties, (each) => plainIn(each as RJSFSchema, place))
  if (schema.items !== undefined && !Array.isArray(schema.items)) addItems(schema, place)
  return schema
}

function resolved({ $ref: _reference, ...said }: RJSFSchema, reference: string, place: Place): RJSFSchema {
  const name = /^#\/(?:definitions|\$defs)\/(.+)$/.exec(reference)?.[1]
  const found = name === undefined ? undefined : place.root.definitions?.[decodeURIComponent(name)]
  if (typeof found !== 'object' || place.inside.includes(reference)) return { ...said, type: 'null' }
  return { ...plainIn(found as RJSFSchema, { ...place, inside: [...place.inside, reference] }), ...said }
}

function addWays(schema: RJSFSchema, ways: readonly RJSFSchema[], place: Place): void {
  if (ways.every((way) => way.const !== undefined)) {
    const said = ways.map((way) => [constantName(way.const), { title: way.title, description: way.description }])
    schema.type ??= ways[0]!.type!
    schema.enum = ways.map((way) => way.const!)
    schema['choices'] = { ...Object.fromEntries(said), ...(schema['choices'] as object | undefined) }
    return
  }
  const plainWays = ways.map((way) => plainIn(way, place))
  const tag = tagOf(plainWays)
  if (tag === undefined) {
    schema.anyOf = plainWays
    return
  }
  schema['discriminator'] = { propertyName: tag }
  schema.oneOf = plainWays.map((way) => {
    const by = way.properties![tag] as RJSFSchema
    return {
      ...way,
      title:
        way.title ?? (by.title === readableName(tag) ? undefined : by.title) ?? readableName(constantName(by.const)),
      isWay: true,
    }
  })
}

function addItems(schema: RJSFSchema, place: Place): void {
  const items = plainIn(schema.items as RJSFSchema, place)
  schema.items = items
  // Any number of a few: the same one twice says nothing.
  if (items.enum !== undefined) schema.uniqueItems = true
}

/** The key whose constant tells groups of fields apart, besides none of them; undefined where there is none. */
export function tagOf(ways: readonly RJSFSchema[]): string | undefined {
  const constants = (way: RJSFSchema) =>
    Object.entries(way.properties ?? {}).flatMap(([key, each]) =>
      typeof each === 'object' && each.const !== undefined ? [key] : [],
    )
  const [first, ...rest] = ways.filter((way) => way.type !== 'null').map(constants)
  return first?.find((key) => rest.every((keys) => keys.includes(key)))
}

/** How `choices` names a constant. */
export const constantName = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Names as people read them: `sendBack` says "Send back". */
export function readableName(name: string): string {
  const spaced = name.replaceAll(/[-_]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2')
  return spaced.slice(0, 1).toUpperCase() + (spaced === name ? spaced.slice(1) : spaced.slice(1).toLowerCase())
}

export function mapValues<T, R>(of: Record<string, T>, change: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value, key)]))
}
