import type { Picture } from 'handover/client'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { FlowPicture } from './flow-picture.tsx'
import { startingState } from './picture-state.ts'
import { textWidth, linesOf } from './text-width.ts'

const picture: Picture = {
  width: 300,
  height: 100,
  nodes: [
    { node: 'start', title: 'Write', kind: 'start', shape: 'start', x: 0, y: 33, width: 34, height: 34 },
    {
      node: 'approve',
      title: 'Approve the message',
      kind: 'view',
      shape: 'human',
      x: 80,
      y: 21,
      width: 152,
      height: 58,
    },
  ],
  edges: [
    {
      from: 'start',
      to: 'approve',
      label: 'yes',
      labelAt: { x: 57, y: 40 },
      points: [
        { x: 34, y: 50 },
        { x: 80, y: 50 },
      ],
    },
  ],
}

test('a full picture is an image with one sentence, with titles and labels', () => {
  const html = renderToString(<FlowPicture title="Hello world" picture={picture} states={startingState('start')} />)
  expect(html).toContain('role="img" aria-label="Hello world: now at Write"')
  expect(html).toContain('>Write</text>')
  expect(html).toContain('>yes</text>')
})

test('a mini picture has shapes alone', () => {
  const html = renderToString(<FlowPicture title="Hello world" picture={picture} size="mini" />)
  expect(html).toContain('<circle')
  expect(html).not.toContain('<text')
})

test('a title breaks between words and ends in an ellipsis when it is too long', () => {
  const room = { size: 13, width: 116, most: 2 }
  expect(linesOf('Insure', room)).toEqual(['Insure'])
  const lines = linesOf('Approve the message of the whole department at once', room)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/…$/)
  expect(Math.max(...lines.map((line) => textWidth(line, 13)))).toBeLessThanOrEqual(116)
})
