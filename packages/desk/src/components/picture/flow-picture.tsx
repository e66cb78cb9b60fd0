import { Link } from '@tanstack/react-router'
import type { Picture } from 'handover/client'
import type { CSSProperties, ReactNode } from 'react'
import classes from './flow-picture.module.css'
import { arrowHead, roundedLine } from './line.ts'
import { edgeKey, pictureSentence, type NodeState, type NodeStates } from './picture-state.ts'
import { aboutNode, PictureNodeShape, type PictureNode } from './picture-node.tsx'

export interface FlowPictureProps {
  readonly title: string
  readonly picture: Picture
  readonly states?: NodeStates
  readonly taken?: ReadonlySet<string>
  /** `full` on a process, with words; `mini` beside a task, shapes alone. */
  readonly size?: 'full' | 'mini'
  /** Whether visited nodes lead to their tasks; the table of tasks does the same for the keyboard. */
  readonly linked?: boolean
}

const none: NodeStates = new Map()
const margin = { full: 14, mini: 4 }

/** One flow, drawn at two sizes from the same layout, which the server made. */
export function FlowPicture(props: FlowPictureProps): ReactNode {
  const { title, picture, states = none, taken, size = 'full', linked = false } = props
  const m = margin[size]
  const [width, height] = [picture.width + 2 * m, picture.height + 2 * m]
  return (
    <svg
      className={`${classes.flow} ${classes[size]}`}
      viewBox={`${-m} ${-m} ${width} ${height}`}
      width={width}
      height={height}
      style={{ '--natural': `${width}px` } as CSSProperties}
      role="presentation"
    >
      <g role="img" aria-label={pictureSentence(title, picture, states)}>
        {picture.edges.map((edge, i) => (
          <Edge key={i} edge={edge} size={size} taken={taken?.has(edgeKey(edge.from, edge.to)) ?? false} />
        ))}
        {picture.nodes.map((node) => (
          <PictureNodeShape key={node.node} node={node} state={states.get(node.node)} size={size} />
        ))}
      </g>
      {linked && (
        <g aria-hidden>
          {picture.nodes.map((node) => (
            <NodeLink key={node.node} node={node} state={states.get(node.node)} />
          ))}
        </g>
      )}
    </svg>
  )
}

interface EdgeProps {
  readonly edge: Picture['edges'][number]
  readonly taken: boolean
  readonly size: 'full' | 'mini'
}

function Edge({ edge, taken, size }: EdgeProps): ReactNode {
  return (
    <g className={`${classes.edge} ${taken ? classes.taken : ''}`}>
      <path d={roundedLine(edge.points, 8)} />
      {size === 'full' && <path className={classes.arrow} d={arrowHead(edge.points)} />}
      {size === 'full' && edge.label !== null && edge.labelAt !== null && (
        <text className={classes.edgeLabel} x={edge.labelAt.x} y={edge.labelAt.y + 4}>
          {edge.label}
        </text>
      )}
    </g>
  )
}

function NodeLink({ node, state }: { node: PictureNode; state: NodeState | undefined }): ReactNode {
  if (state === undefined || state.task === null) return null
  const { x, y, width, height } = node
  return (
    <Link to="/tasks/$task" params={{ task: state.task }} tabIndex={-1}>
      <rect className={classes.hit} x={x} y={y} width={width} height={height} rx={8}>
        <title>{aboutNode(node, state)}</title>
      </rect>
    </Link>
  )
}
