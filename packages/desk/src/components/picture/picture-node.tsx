import {
  IconAlertTriangleFilled,
  IconBolt,
  IconCheck,
  IconClock,
  IconRefresh,
  IconRotateClockwise,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import type { Picture, Shape, TaskStatus } from 'handover/client'
import type { ReactNode } from 'react'
import classes from './flow-picture.module.css'
import { linesOf } from './text-width.ts'
import { toneOf, type NodeState } from './picture-state.ts'

export type PictureNode = Picture['nodes'][number]
type Size = 'full' | 'mini'

interface ShapeProps {
  readonly node: PictureNode
  readonly state: NodeState | undefined
  readonly size: Size
}

type Form = 'box' | 'circle' | 'diamond'
const forms: Readonly<Record<Shape, Form>> = {
  start: 'circle',
  end: 'circle',
  human: 'box',
  auto: 'box',
  choice: 'diamond',
  split: 'diamond',
  join: 'diamond',
}
const drawings: Readonly<Record<Form, (props: ShapeProps) => ReactNode>> = {
  box: Box,
  circle: Circle,
  diamond: Diamond,
}

/** One node: its state shows as fill, stroke and a badge, never by colour alone. */
export function PictureNodeShape(props: ShapeProps): ReactNode {
  const Drawing = drawings[forms[props.node.shape]]
  const end = props.node.shape === 'end' ? classes.end : ''
  const tone = toneOf(props.state)
  return (
    <g className={`${classes[tone]} ${end}`} {...(tone === 'here' && { 'data-here': true })}>
      <Drawing {...props} />
    </g>
  )
}

function Circle({ node, state, size }: ShapeProps): ReactNode {
  const { cx, cy } = centre(node)
  const r = Math.min(node.width, node.height) / 2
  return (
    <>
      <circle className={classes.body} cx={cx} cy={cy} r={r} />
      {size === 'full' && <Beside title={node.title} x={cx} y={cy + r + 17} />}
      {size === 'full' && state?.status === 'done' && (
        <IconCheck aria-hidden className={classes.check} x={cx - 8} y={cy - 8} width={16} height={16} stroke={2.4} />
      )}
    </>
  )
}

function Diamond({ node, size }: ShapeProps): ReactNode {
  const { cx, cy } = centre(node)
  const [w, h] = [node.width / 2, node.height / 2]
  return (
    <>
      <path className={classes.body} d={`M${cx} ${cy - h} L${cx + w} ${cy} L${cx} ${cy + h} L${cx - w} ${cy}Z`} />
      <path className={classes.glyph} d={node.shape === 'choice' ? cross(cx, cy, h * 0.29) : plus(cx, cy, h * 0.42)} />
      {size === 'full' && <Beside title={node.title} x={cx} y={cy - h - 8} isOver />}
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

function Box({ node, state, size }: ShapeProps): ReactNode {
  const { x, y, width, height } = node
  const { cx, cy } = centre(node)
  const Kind = node.shape === 'human' ? IconUser : node.kind === 'job' ? IconRefresh : IconBolt
  const body = <rect className={classes.body} x={x} y={y} width={width} height={height} rx={8} />
  if (size === 'mini') {
    const side = Math.min(height * 0.55, 34)
    const place = { x: cx - side / 2, y: cy - side / 2, width: side, height: side }
    return (
      <>
        {body}
        <Kind aria-hidden className={classes.kind} {...place} stroke={1.7} />
      </>
    )
  }
  const note = state?.note ?? null
  const lines = linesOf(node.title, { size: 13, width: width - 36, most: 2 })
  const rows = lines.length + (note === null ? 0 : 1)
  const first = cy + 4.5 - ((rows - 1) * rowHeight[rows - 1]!) / 2
  const noteAt = first + lines.length * rowHeight[rows - 1]! + (rows === 2 ? 1 : 0)
  return (
    <>
      {body}
      <Kind aria-hidden className={classes.kind} x={x + 10} y={first - 11.5} width={14} height={14} stroke={1.7} />
      {lines.map((line, i) => (
        <text key={line} className={classes.name} x={x + 29} y={first + i * rowHeight[rows - 1]!}>
          {line}
        </text>
      ))}
      {note !== null && (
        <text className={classes.note} x={x + 11} y={noteAt}>
          {linesOf(note, { size: 12, width: width - 18, most: 1 })}
        </text>
      )}
      {state && <Badge status={state.status} x={x + width} y={y} />}
    </>
  )
}

/** The state again, as a shape on the corner. */
function Badge({ status, x, y }: { status: TaskStatus; x: number; y: number }): ReactNode {
  const place = { x: x - 6.5, y: y - 6.5, width: 13, height: 13, stroke: 2.6 }
  const isHeld = status === 'assigned' || status === 'started'
  return (
    <g className={`${classes.badge} ${status === 'new' ? classes.hollow : ''}`}>
      <circle className={classes.disc} cx={x} cy={y} r={9.5} />
      {status === 'done' && <IconCheck aria-hidden {...place} />}
      {status === 'error' && <IconAlertTriangleFilled aria-hidden {...place} />}
      {status === 'scheduled' && <IconClock aria-hidden {...place} />}
      {status === 'revived' && <IconRotateClockwise aria-hidden {...place} />}
      {status === 'canceled' && <IconX aria-hidden {...place} />}
      {isHeld && <path className={classes.half} d={`M${x} ${y - 5} a5 5 0 0 1 0 10z`} />}
      {(isHeld || status === 'new') && <circle className={classes.ring} cx={x} cy={y} r={5} />}
    </g>
  )
}

const centre = ({ x, y, width, height }: PictureNode) => ({ cx: x + width / 2, cy: y + height / 2 })
const plus = (x: number, y: number, r: number) => `M${x - r} ${y}H${x + r}M${x} ${y - r}V${y + r}`
const cross = (x: number, y: number, r: number) =>
  `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`
