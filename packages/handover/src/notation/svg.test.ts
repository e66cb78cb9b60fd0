import { describe, expect, test } from 'vitest'
import type { Picture, PlacedNode } from './picture.ts'
import { svgOf } from './svg.ts'

const node = (given: Partial<PlacedNode>): PlacedNode => ({
  node: 'a',
  title: '',
  kind: 'view',
  shape: 'human',
  sign: 'person',
  isThrowing: false,
  markers: [],
  host: null,
  isInterrupting: true,
  titleAt: 'inside',
  x: 0,
  y: 0,
  width: 152,
  height: 58,
  ...given,
})
const gateway = { width: 38, height: 38, titleAt: 'over' } as const
const event = { width: 34, height: 34, titleAt: 'under' } as const
const boundary = { shape: 'boundary', host: 'a', width: 24, height: 24, titleAt: 'edge' } as const
const picture: Picture = {
  width: 360,
  height: 90,
  nodes: [
    node({ node: 'start', title: 'Ask', kind: 'start', shape: 'start', sign: null, ...event, x: 16, y: 28 }),
    node({ node: 'approve', title: 'Approve <all> & more', x: 94, y: 16 }),
    node({ node: 'check', kind: 'join', shape: 'join', sign: 'plus', ...gateway, x: 290, y: 26 }),
  ],
  edges: [
    {
      from: 'start',
      to: 'approve',
      label: null,
      labelAt: null,
      points: [
        { x: 50, y: 45 },
        { x: 94, y: 45 },
      ],
    },
    {
      from: 'approve',
      to: 'check',
      label: 'yes',
      labelAt: { x: 268, y: 38 },
      points: [
        { x: 246, y: 45 },
        { x: 268, y: 45 },
        { x: 268, y: 20 },
        { x: 309, y: 20 },
        { x: 309, y: 26 },
      ],
    },
  ],
}

test('a picture is one file that says what it shows', () => {
  expect(svgOf(picture, { title: 'Leave request', states: { start: 'done', approve: 'assigned' } }))
    .toMatchInlineSnapshot(`
    "<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 90" width="360" height="90" role="img" aria-label="Leave request">
    <title>Leave request</title>
    <style>svg{--surface:var(--handover-surface,#ffffff);--line:var(--handover-line,#8b8b86);--text:var(--handover-text,#1a1a18);--muted:var(--handover-muted,#53534e);--accent:var(--handover-accent,#2a3fd0);--done:var(--handover-done,#1b7f46);--error:var(--handover-error,#c9302a);--wait:var(--handover-wait,#a76700);font-family:Inter,system-ui,sans-serif}@media(prefers-color-scheme:dark){svg{--surface:var(--handover-surface,#19191b);--line:var(--handover-line,#77777f);--text:var(--handover-text,#ededef);--muted:var(--handover-muted,#b3b3b9);--accent:var(--handover-accent,#a5b2ff);--done:var(--handover-done,#4cb87a);--error:var(--handover-error,#f0655c);--wait:var(--handover-wait,#d99a3a)}}.node{fill:var(--surface);stroke:var(--line);stroke-width:1.5}.end .node{stroke-width:3}.event .node,.boundary .node{stroke-width:1.25}.edge{fill:none;stroke:var(--line);stroke-width:1.5}.arrow{fill:var(--line)}.taken .edge{stroke:var(--text);stroke-width:2}.taken .arrow{fill:var(--text)}text{fill:var(--muted);font-size:12px;text-anchor:middle}.name{fill:var(--text);font-size:13px;font-weight:560;text-anchor:start}.sign path{fill:none;stroke:var(--muted);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round;vector-effect:non-scaling-stroke}.solid path:first-child{fill:var(--muted)}.solid path+path{stroke:var(--surface)}:is(.choice,.split,.join) .sign path{stroke-width:2}:is(.event,.boundary,.first) .sign path{stroke-width:1.25}.new rect.node{stroke-dasharray:4 3}.canceled rect.node{stroke-dasharray:1 3}.dashed .node{stroke-dasharray:3 2.5}:is(.new,.assigned,.started,.revived){--tone:var(--accent)}:is(.scheduled){--tone:var(--wait)}:is(.done){--tone:var(--done)}:is(.error){--tone:var(--error)}:is(.canceled){--tone:var(--line)}:is(.new,.assigned,.scheduled,.started,.done,.canceled,.error,.revived) .node{stroke:var(--tone)}:is(.assigned,.started,.error) rect.node{stroke-width:2.5}.badge circle{fill:var(--tone);stroke:var(--surface);stroke-width:1.5}.badge path{fill:none;stroke:var(--surface);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}</style>
    <g class="taken"><path class="edge" d="M50 45L94 45"/><path class="arrow" d="M87 41L94 45L87 49Z"/></g>
    <g><path class="edge" d="M246 45L260 45Q268 45 268 37L268 28Q268 20 276 20L301 20Q309 20 309 23L309 26"/><path class="arrow" d="M305 19L309 26L313 19Z"/><text x="268" y="42">yes</text></g>
    <g class="start done"><title>Ask, start: done</title><circle class="node" cx="33" cy="45" r="17"/><text x="33" y="77">Ask</text><g class="badge" transform="translate(45 33) scale(0.8125)"><circle r="8"/><path d="M-3.5 .5l2.5 2.5l4.5 -5"/></g></g>
    <g class="human assigned"><title>Approve &lt;all&gt; &amp; more, task: assigned</title><rect class="node" x="94" y="16" width="152" height="58" rx="8"/><g class="sign" transform="translate(104 30) scale(0.583)"><path d="M8 7.5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4.5 21c0-4 3-6 7.5-6s7.5 2 7.5 6"/></g><text class="name" x="123" y="41.5">Approve &lt;all&gt; &amp;</text><text class="name" x="123" y="57.5">more</text><g class="badge" transform="translate(246 16) scale(1)"><circle r="8"/><path d="M-2.5 3.5v-1a2.5 2.5 0 0 1 5 0v1M-1.5 -2.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0"/></g></g>
    <g class="join"><title>check, join</title><path class="node" d="M309 26L328 45L309 64L290 45Z"/><g class="sign" transform="translate(299 35) scale(0.833)"><path d="M2.5 12h19M12 2.5v19"/></g></g>
    </svg>
    "
  `)
})

test('texts cannot leave their place', () => {
  expect(svgOf(picture, { title: '"><script>alert(1)</script>' })).not.toContain('<script>')
  expect(svgOf(picture, { title: 'Leave' })).toContain('Approve &lt;all&gt; &amp; more')
})

describe('every shape says what it is, and how it stands', () => {
  const titleOf = (given: Partial<PlacedNode>, state?: 'scheduled' | 'done') => {
    const one = { ...picture, edges: [], nodes: [node({ title: 'Wait', ...given })] }
    return /<g [^>]*><title>(.*?)<.title>/.exec(
      svgOf(one, { title: 'One', ...(state && { states: { a: state } }) }),
    )![1]
  }

  test.each([
    [{}, 'Wait, task'],
    [{ kind: 'catchMessage', shape: 'event', sign: 'message', ...event }, 'Wait, catch message'],
    [
      { kind: 'subprocess', shape: 'call', sign: null, markers: ['each', 'process'] },
      'Wait, subprocess, one for each at once',
    ],
    [{ ...boundary, kind: 'timeout', sign: 'timer' }, 'Wait, timer boundary'],
    [
      { ...boundary, kind: 'escalation', sign: 'escalation', isInterrupting: false },
      'Wait, escalation boundary, does not interrupt',
    ],
  ] satisfies [Partial<PlacedNode>, string][])('%j', (given, says) => {
    expect(titleOf(given)).toBe(says)
  })

  test('a boundary is armed and fires, a task is scheduled and done', () => {
    const timer = { ...boundary, kind: 'timeout', sign: 'timer' } as const
    expect(titleOf(timer, 'scheduled')).toBe('Wait, timer boundary: armed')
    expect(titleOf(timer, 'done')).toBe('Wait, timer boundary: fired')
    expect(titleOf({}, 'scheduled')).toBe('Wait, task: scheduled')
  })
})

describe('what is drawn', () => {
  const drawn = (given: Partial<PlacedNode>) => {
    const svg = svgOf({ ...picture, edges: [], nodes: [node(given)] }, { title: 'One' })
    return svg.slice(svg.indexOf('</style>'))
  }
  const count = (text: string, part: string) => text.split(part).length - 1

  test('an event on the way and a boundary have two circles, a start has one', () => {
    expect(count(drawn({ shape: 'event', ...event }), '<circle')).toBe(2)
    expect(count(drawn(boundary), '<circle')).toBe(2)
    expect(count(drawn({ shape: 'start', ...event }), '<circle')).toBe(1)
  })

  test('a boundary that does not interrupt is dashed', () => {
    expect(drawn({ ...boundary, isInterrupting: false })).toContain('class="boundary dashed"')
    expect(drawn(boundary)).not.toContain('dashed')
  })

  test('a sign is filled where it is sent', () => {
    const message = { shape: 'event', sign: 'message', ...event } as const
    expect(drawn({ ...message, isThrowing: true })).toContain('class="sign solid"')
    expect(drawn(message)).not.toContain('solid')
  })

  test('a call shows at its lower border that it is a process, and of how many', () => {
    expect(count(drawn({ shape: 'call', sign: null, markers: ['sequential', 'process'] }), 'class="sign"')).toBe(2)
  })
})
