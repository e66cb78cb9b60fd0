import { IconCheck } from '@tabler/icons-react'
import type { Picture, Shape } from 'handover/client'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import classes from './flow-picture.module.css'
import { linesOf } from './text-width.ts'
import { PictureBadge } from './picture-badge.tsx'
import { PictureSign } from './picture-sign.tsx'
import { toneOf, type NodeState, type Tone } from './picture-state.ts'

export type PictureNode = Picture['nodes'][number]
type Size = 'full' | 'mini'

interface ShapeProps {
  readonly node: PictureNode
  readonly state: NodeState | undefined
  readonly size: Size
}

type Form = 'box' | 'circle' | 'diamond'
export const forms: Readonly<Record<Shape, Form>> = {
  start: 'circle',
  end: 'circle',
  human: 'box',
  auto: 'box',
  call: 'box',
  event: 'circle',
  boundary: 'circle',
  choice: 'diamond',
  split: 'diamond',
  first: 'diamond',
  join: 'diamond',
}
const drawings: Readonly<Record<Form, (props: ShapeProps) => ReactNode>> = {
  box: Box,
  circle: Circle,
  diamond: Diamond,
}

const stands: readonly Tone[] = ['bad', 'here', 'open', 'wait']

/** One node: its state shows as fill, stroke and a badge, never by colour alone. */
export function PictureNodeShape(props: ShapeProps): ReactNode {
  const { node, state } = props
  const Drawing = drawings[forms[node.shape]]
  const tone = toneOf(state)
  const names = [tone, node.shape, ...(node.isInterrupting ? [] : ['dashed'])]
  return (
    <g
      className={names.map((name) => classes[name] ?? '').join(' ')}
      {...(stands.includes(tone) && { 'data-here': tone })}
    >
      <title>{aboutNode(node, state)}</title>
      <Drawing {...props} />
    </g>
  )
}

/** What hovering over a node says: its title, which kind it is, and how it stands. */
export function aboutNode(node: PictureNode, state: NodeState | undefined): string {
  const about = words.picture.node(node.title === '' ? node.node : node.title, words.picture.kind(node))
  if (state === undefined) return about
  return words.picture.nodeStanding(about, words.picture.standings[state.standing], state.visits)
}

function Circle({ node, state, size }: ShapeProps): ReactNode {
  const { cx, cy } = centre(node)
  const r = node.width / 2
  const isDouble = size === 'full' && (node.shape === 'event' || node.shape === 'boundary')
  const isPlainDone = node.sign === null && !isDouble && state?.standing === 'done'
  // At the mini size a boundary is too small for a sign.
  const hasSign = size === 'full' || node.shape !== 'boundary'
  const corner = { x: cx + r * Math.SQRT1_2, y: cy - r * Math.SQRT1_2 }
  return (
    <>
      <circle className={classes.body} cx={cx} cy={cy} r={r} />
      {isDouble && <circle className={classes.body} cx={cx} cy={cy} r={r - 3} />}
      {node.sign !== null && hasSign && (
        <PictureSign of={node.sign} x={cx} y={cy} size={r * (isDouble ? 0.96 : 1.08)} isFilled={node.isThrowing} />
      )}
      <MarkersBeside node={node} size={size} />
      {size === 'full' && node.titleAt === 'under' && <Beside title={node.title} x={cx} y={cy + r + 17} />}
      {size === 'full' && isPlainDone && (
        <IconCheck aria-hidden className={classes.check} x={cx - 8} y={cy - 8} width={16} height={16} stroke={2.4} />
      )}
      {size === 'full' && state && !isPlainDone && <PictureBadge standing={state.standing} {...corner} isSmall />}
    </>
  )
}

function Diamond({ node, state, size }: ShapeProps): ReactNode {
  const { cx, cy } = centre(node)
  const [w, h] = [node.width / 2, node.height / 2]
  return (
    <>
      <path className={classes.body} d={`M${cx} ${cy - h} L${cx + w} ${cy} L${cx} ${cy + h} L${cx - w} ${cy}Z`} />
      {node.sign !== null && <PictureSign of={node.sign} x={cx} y={cy} size={20} />}
      <MarkersBeside node={node} size={size} />
      {size === 'full' && <Beside title={node.title} x={cx} y={cy - h - 8} isOver />}
      {size === 'full' && state && state.standing !== 'done' && (
        <PictureBadge standing={state.standing} x={cx + w / 2} y={cy - h / 2} isSmall />
      )}
    </>
  )
}

interface BesideProps {
  readonly title: string
  readonly x: number
  /** The base of the line next to the shape. */
  readonly y: number
  readonly isOver?: boolean
}

/** What stands under an event or over a gateway; the layout keeps room for two lines of this width. */
function Beside({ title, x, y, isOver = false }: BesideProps): ReactNode {
  const lines = title === '' ? [] : linesOf(title, { size: 12, width: 110, most: 2 })
  const first = isOver ? y - (lines.length - 1) * 16 : y
  return lines.map((line, i) => (
    <text key={line} className={classes.under} x={x} y={first + i * 16}>
      {line}
    </text>
  ))
}

// One, two or three lines: the more, the closer.
const rowHeight = [0, 19, 15.5] as const
/** Title and note stand in the upper part of a box; what the layout adds under it is for markers and boundaries. */
const textHeight = 58

function Box({ node, state, size }: ShapeProps): ReactNode {
  const { x, y, width, height } = node
  const { cx, cy } = centre(node)
  const body = <rect className={classes.body} x={x} y={y} width={width} height={height} rx={8} />
  if (size === 'mini') {
    return (
      <>
        {body}
        {node.sign !== null && <PictureSign of={node.sign} x={cx} y={cy} size={30} isFilled={node.isThrowing} />}
        {node.sign === null && <Markers node={node} y={cy} size={26} />}
      </>
    )
  }
  const note = state?.note ?? null
  const left = node.sign === null ? 12 : 29
  const lines = linesOf(node.title, { size: 13, width: width - left - 7, most: 2 })
  const rows = lines.length + (note === null ? 0 : 1)
  const first = y + textHeight / 2 + 4.5 - ((rows - 1) * rowHeight[rows - 1]!) / 2
  const noteAt = first + lines.length * rowHeight[rows - 1]! + (rows === 2 ? 1 : 0)
  return (
    <>
      {body}
      {node.sign !== null && (
        <PictureSign of={node.sign} x={x + 17} y={first - 4.5} size={14} isFilled={node.isThrowing} />
      )}
      {lines.map((line, i) => (
        <text key={line} className={classes.name} x={x + left} y={first + i * rowHeight[rows - 1]!}>
          {line}
        </text>
      ))}
      {note !== null && (
        <text className={classes.note} x={x + 11} y={noteAt}>
          {linesOf(note, { size: 12, width: width - 18, most: 1 })}
        </text>
      )}
      <Markers node={node} y={y + textHeight + 4} size={12} />
      {state && <PictureBadge standing={state.standing} x={x + width} y={y} />}
    </>
  )
}

/** Where a shape has no room inside, on the lower right, between its edges and its title. */
function MarkersBeside({ node, size }: { node: PictureNode; size: Size }): ReactNode {
  const { x, y, width, height } = node
  if (size === 'mini') return null
  return node.markers.map((marker, i) => (
    <PictureSign key={marker} of={marker} x={x + width - 1 + i * 13} y={y + height - 2} size={11} />
  ))
}

function Markers({ node, y, size }: { node: PictureNode; y: number; size: number }): ReactNode {
  const { cx } = centre(node)
  const pitch = size * 1.4
  const first = cx - (pitch * (node.markers.length - 1)) / 2
  return node.markers.map((marker, i) => (
    <PictureSign key={marker} of={marker} x={first + i * pitch} y={y} size={size} />
  ))
}

const centre = ({ x, y, width, height }: PictureNode) => ({ cx: x + width / 2, cy: y + height / 2 })
