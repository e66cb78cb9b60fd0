import { expect, test } from 'vitest'
import type { Picture } from './picture.ts'
import { svgOf } from './svg.ts'

const picture: Picture = {
  width: 360,
  height: 90,
  nodes: [
    { node: 'start', title: 'Ask', kind: 'start', shape: 'start', x: 16, y: 28, width: 34, height: 34 },
    {
      node: 'approve',
      title: 'Approve <all> & more',
      kind: 'view',
      shape: 'human',
      x: 94,
      y: 16,
      width: 152,
      height: 58,
    },
    { node: 'check', title: '', kind: 'join', shape: 'join', x: 290, y: 26, width: 38, height: 38 },
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
    <style>svg{--surface:var(--handover-surface,#ffffff);--line:var(--handover-line,#8b8b86);--text:var(--handover-text,#1a1a18);--muted:var(--handover-muted,#53534e);--accent:var(--handover-accent,#2a3fd0);--done:var(--handover-done,#1b7f46);--error:var(--handover-error,#c9302a);--wait:var(--handover-wait,#a76700);font-family:Inter,system-ui,sans-serif}@media(prefers-color-scheme:dark){svg{--surface:var(--handover-surface,#19191b);--line:var(--handover-line,#77777f);--text:var(--handover-text,#ededef);--muted:var(--handover-muted,#b3b3b9);--accent:var(--handover-accent,#a5b2ff);--done:var(--handover-done,#4cb87a);--error:var(--handover-error,#f0655c);--wait:var(--handover-wait,#d99a3a)}}.node{fill:var(--surface);stroke:var(--line);stroke-width:1.5}.end .node{stroke-width:3}.edge{fill:none;stroke:var(--line);stroke-width:1.5}.arrow{fill:var(--line)}.taken .edge{stroke:var(--text);stroke-width:2}.taken .arrow{fill:var(--text)}text{fill:var(--muted);font-size:12px;text-anchor:middle}.name{fill:var(--text);font-size:13px;font-weight:560}.glyph{fill:none;stroke:var(--muted);stroke-width:2;stroke-linecap:round}.new .node{stroke:var(--accent);stroke-dasharray:4 3}.assigned .node,.started .node,.revived .node{stroke:var(--accent);stroke-width:2.5}.done .node{stroke:var(--done)}.error .node{stroke:var(--error);stroke-width:2.5}.scheduled .node{stroke:var(--wait)}.canceled .node{stroke-dasharray:1 3}</style>
    <g class="taken"><path class="edge" d="M50 45L94 45"/><path class="arrow" d="M87 41L94 45L87 49Z"/></g>
    <g><path class="edge" d="M246 45L260 45Q268 45 268 37L268 28Q268 20 276 20L301 20Q309 20 309 23L309 26"/><path class="arrow" d="M305 19L309 26L313 19Z"/><text x="268" y="42">yes</text></g>
    <g class="start done"><title>Ask: done</title><circle class="node" cx="33" cy="45" r="17"/><text x="33" y="77">Ask</text></g>
    <g class="human assigned"><title>Approve &lt;all&gt; &amp; more: assigned</title><rect class="node" x="94" y="16" width="152" height="58" rx="8"/><text class="name" x="170" y="41.5">Approve &lt;all&gt; &amp;</text><text class="name" x="170" y="57.5">more</text></g>
    <g class="join"><title>check</title><path class="node" d="M309 26L328 45L309 64L290 45Z"/><path class="glyph" d="M301 45h16M309 37v16"/></g>
    </svg>
    "
  `)
})

test('texts cannot leave their place', () => {
  expect(svgOf(picture, { title: '"><script>alert(1)</script>' })).not.toContain('<script>')
  expect(svgOf(picture, { title: 'Leave' })).toContain('Approve &lt;all&gt; &amp; more')
})
