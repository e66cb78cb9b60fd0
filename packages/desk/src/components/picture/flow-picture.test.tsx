import type { Picture } from 'handover/client'
import { signDrawings } from 'handover/notation/signs'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { anyNode } from './any-node.ts'
import { FlowPicture } from './flow-picture.tsx'
import { PictureLegend } from './picture-legend.tsx'
import type { PictureNode } from './picture-node.tsx'
import { startingState, type NodeState, type NodeStates } from './picture-state.ts'
import { textWidth, linesOf } from './text-width.ts'

const node = (given: Partial<PictureNode>) => anyNode({ title: 'Approve the message', x: 80, y: 21, ...given })
const event = { sign: null, titleAt: 'under', width: 34, height: 34 } as const
const picture: Picture = {
  width: 300,
  height: 100,
  nodes: [node({ ...event, node: 'start', title: 'Write', kind: 'start', shape: 'start', x: 0, y: 33 }), node({})],
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

describe('a shape', () => {
  const drawn = (given: Partial<PictureNode>, states?: NodeStates, size: 'full' | 'mini' = 'full') =>
    renderToString(
      <FlowPicture
        title="One"
        picture={{ ...picture, edges: [], nodes: [node(given)] }}
        size={size}
        {...(states && { states })}
      />,
    )
  const count = (html: string, part: string) => html.split(part).length - 1
  const boundary = { ...event, shape: 'boundary', kind: 'timeout', sign: 'timer', titleAt: 'edge', host: 'b' } as const
  const state: NodeState = { standing: 'armed', visits: 1, task: null, owner: null, note: null }

  test('says what it is, and how it stands', () => {
    expect(drawn({})).toContain('<title>Approve the message, task</title>')
    const states = new Map([['approve', state]])
    expect(drawn({ ...boundary, title: 'After 3 days' }, states)).toContain(
      '<title>After 3 days, timer boundary: armed</title>',
    )
  })

  test('on the way is a double circle, and a single one where it is drawn small', () => {
    const timer = { ...event, shape: 'event', sign: 'timer' } as const
    expect(count(drawn(timer), '<circle')).toBe(2)
    expect(count(drawn(timer, undefined, 'mini'), '<circle')).toBe(1)
  })

  test('at a border is dashed when it lets its host go on', () => {
    expect(drawn({ ...boundary, isInterrupting: false })).toMatch(/class="[^"]*dashed/)
    expect(drawn(boundary)).not.toMatch(/class="[^"]*dashed/)
  })

  test('that throws is filled', () => {
    const message = { ...event, shape: 'event', sign: 'message' } as const
    expect(drawn({ ...message, isThrowing: true })).toMatch(/class="[^"]*solid/)
    expect(drawn(message)).not.toMatch(/class="[^"]*solid/)
  })

  test('that calls others says how many', () => {
    const signs = (markers: PictureNode['markers']) =>
      count(drawn({ shape: 'call', sign: null, markers }), 'scale(0.5)')
    expect([signs(['process']), signs(['each', 'process'])]).toEqual([1, 2])
  })
})

test('what excludes others says so in its shape or beside it, and in the legend', () => {
  const nodes = [
    node({ markers: ['mutex', 'while'] }),
    node({ ...event, node: 'wait', kind: 'timer', shape: 'event', sign: 'timer', markers: ['mutex'] }),
  ]
  const html = renderToString(<FlowPicture title="Turns" picture={{ ...picture, edges: [], nodes }} />)
  const times = (of: 'mutex' | 'while') => html.split(signDrawings[of].outline).length - 1
  expect([times('mutex'), times('while')]).toEqual([2, 1])
  const legend = renderToString(<PictureLegend picture={{ ...picture, nodes }} />)
  expect(legend).toContain('<span>never beside others</span>')
  expect(legend).toContain(signDrawings.while.outline)
  expect(renderToString(<PictureLegend picture={picture} />)).not.toContain('never beside others')
})

test('a title breaks between words and ends in an ellipsis when it is too long', () => {
  const room = { size: 13, width: 116, most: 2 }
  expect(linesOf('Insure', room)).toEqual(['Insure'])
  const lines = linesOf('Approve the message of the whole department at once', room)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/…$/)
  expect(Math.max(...lines.map((line) => textWidth(line, 13)))).toBeLessThanOrEqual(116)
})
