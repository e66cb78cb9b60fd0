import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const travelling = flow('travelling', {
  data: z.object({ log: z.array(z.string()).default([]) }),
  nodes: (n) => {
    const book = (what: string) =>
      n
        .function(({ process }) => void process.data.log.push(what))
        .compensateWith(({ process }) => void process.data.log.push(`no ${what}`))
    return {
      start: n.start({ fields: [] }).next('hotel'),
      hotel: book('hotel').next('look'),
      look: n.function(() => {}).next('flight'),
      flight: book('flight').next('back'),
      back: n.compensate().next('again'),
      again: n.compensate().next('done'),
      done: n.end(),
    }
  },
})

test('what was done is taken back, newest first and each once', async () => {
  const run = await begin(travelling)
  expect(run.data['log']).toEqual(['hotel', 'flight', 'no flight', 'no hotel'])
  expect(run.process.outcome).toBe('done')
})
