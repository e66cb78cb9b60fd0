/** Pictures of sound flows of up to 60 nodes: everything can be read, whatever the flow. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyGraph, drawn } from './any-picture.ts'
import { faultsIn } from './faults-in.ts'

const numRuns = Number(process.env['HANDOVER_RUNS'] ?? 40)

test(
  'no label lies upon another or upon a node, no edge runs through a node, and boundaries sit on their hosts',
  async () => {
    const property = fc.asyncProperty(anyGraph, async (graph) => {
      expect(faultsIn(await drawn(graph))).toEqual([])
    })
    await fc.assert(property, { numRuns, seed: 11 })
  },
  60_000 + numRuns * 1_000,
)
