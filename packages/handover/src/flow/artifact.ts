/** How processes reach a record of the application's own tables, with any query layer. */
import type { z } from 'zod'
import { error } from '../errors.ts'
import type { MaybePromise, Tx } from './visit.ts'
import { inWords } from './words.ts'

/** A record of the application's own that processes are about; see `artifact()`. */
export interface AnyArtifact {
  readonly name: string
  readonly title: string
  readonly schema: z.ZodObject
  create?(tx: any, values: any): MaybePromise<string>
  load(tx: any, id: string): MaybePromise<any>
  update?(tx: any, id: string, values: any): MaybePromise<void>
  label?(values: any): string
}

/** What the author says about a record. Every function gets the open transaction first. */
export interface ArtifactDefinition<S extends z.ZodObject = z.ZodObject> {
  /** What people call it; by default its name in words. */
  readonly title?: string
  /** The fields that forms show and that are checked before they are written. */
  readonly schema: S
  /** Writes a new record and answers with its id. Left out when processes never make one. */
  create?(tx: Tx, values: z.output<S>): MaybePromise<string>
  /** The record, or undefined when it is gone. */
  load(tx: Tx, id: string): MaybePromise<z.output<S> | undefined>
  /** Writes the fields that were sent. Left out when processes never change it. */
  update?(tx: Tx, id: string, values: Partial<z.output<S>>): MaybePromise<void>
  /** How people tell one from another: `Dock 1, 3 parcels`. */
  label?(values: z.output<S>): string
}

/** A kind of record that processes are about. */
export interface Artifact<Name extends string = string, S extends z.ZodObject = z.ZodObject> extends AnyArtifact {
  readonly name: Name
  readonly schema: S
}

/**
 * Tells how processes make, show and change a record of the application's own tables.
 *
 * @example
 * const shipment = artifact('shipment', {
 *   schema: z.object({ address: z.string(), parcels: z.number().int() }),
 *   create: async (tx, values) => (await tx.insertInto('shipment').values(values).returning('id').executeTakeFirstOrThrow()).id,
 *   load: (tx, id) => tx.selectFrom('shipment').selectAll().where('id', '=', id).executeTakeFirst(),
 *   update: async (tx, id, values) => void (await tx.updateTable('shipment').set(values).where('id', '=', id).execute()),
 * })
 */
export function artifact<const Name extends string, S extends z.ZodObject>(
  name: Name,
  definition: ArtifactDefinition<S>,
): Artifact<Name, S> {
  const wrong = (option: string, value: unknown, expected: string) =>
    error('OPTION_INVALID', { option, value, expected })
  if (!/^[a-z][A-Za-z0-9_-]*$/.test(name)) throw wrong('name', name, "a name such as 'shipment'")
  if (definition.schema?._zod?.def.type !== 'object')
    throw wrong('schema', definition.schema, `a z.object({ … }) to artifact '${name}'`)
  if (!isCallable(definition, 'load')) throw wrong('load', undefined, `a function to artifact '${name}'`)
  return Object.freeze({ ...definition, name, title: definition.title ?? inWords(name) }) as Artifact<Name, S>
}

const isCallable = (definition: object, option: string) =>
  typeof (definition as Record<string, unknown>)[option] === 'function'
