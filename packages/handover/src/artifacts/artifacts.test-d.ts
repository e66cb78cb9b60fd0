// What the compiler knows of a record that is a row of a table.
import { z } from 'zod'
import { flow } from '../index.ts'
import type { InputOf } from '../flow/flow-types.ts'
import { drizzleArtifact } from './drizzle-artifact.ts'
import { kyselyArtifact } from './kysely-artifact.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const isTrue = <T extends true>(..._given: T[]) => {}

/** As `sqliteTable` of Drizzle 0.45 types it. */
declare const shipments: {
  readonly $inferInsert: { id?: number; address: string; size?: 'small' | 'large'; due?: Date | null }
  readonly _: {
    readonly name: 'shipment'
    readonly columns: {
      id: { _: { isPrimaryKey: true; hasDefault: true } }
      address: { _: { isPrimaryKey: false; hasDefault: false } }
      size: { _: { isPrimaryKey: false; hasDefault: true } }
      due: { _: { isPrimaryKey: false; hasDefault: false } }
    }
  }
}
const shipment = drizzleArtifact(shipments)
const note = kyselyArtifact({ name: 'note', table: 'note', schema: z.object({ text: z.string() }) })
isTrue<Equal<(typeof shipment)['name'], 'shipment'>>()
isTrue<
  Equal<
    z.input<(typeof shipment)['schema']>,
    { address: string; size?: 'small' | 'large' | undefined; due?: string | null | undefined }
  >
>()

const shipping = flow('shipping', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ create: shipment }).next('short'),
    short: n.start({ create: shipment, fields: ['address'] }).next('pack'),
    pack: n.view({ update: shipment, fields: ['size', 'due'] }).next('write'),
    write: n.view({ update: note }).next('done'),
    done: n.end(),
  }),
})
isTrue<Equal<InputOf<(typeof shipping)['nodes']['short']>, { address: string }>>()
isTrue<
  Equal<
    InputOf<(typeof shipping)['nodes']['pack']>,
    { size?: 'small' | 'large' | undefined; due?: string | null | undefined }
  >
>()
isTrue<Equal<InputOf<(typeof shipping)['nodes']['write']>, { text?: string }>>()

flow('wrong', {
  data: z.object({}),
  nodes: (n) => ({
    // @ts-expect-error the row needs an address
    start: n.start({ create: shipment, fields: ['size'] }).next('pack'),
    // @ts-expect-error the key is counted by the database
    pack: n.view({ update: shipment, fields: ['id'] }).next('done'),
    done: n.end(),
  }),
})
// @ts-expect-error a label sees the row
drizzleArtifact(shipments, { label: ({ adress }) => adress })
