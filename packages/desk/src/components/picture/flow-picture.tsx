import type { Picture } from 'handover/client'
import { Fragment, type CSSProperties, type ReactNode } from 'react'
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
  /** Makes the place of a visited node a link to its task; left out, nothing leads anywhere. */
  readonly link?: (to: NodeLink) => ReactNode
}

export interface NodeLink {
  /** The id of the task that shows. */
  readonly task: string
  /** What is known of the node, in words. */
  readonly label: string
  /** What lies over the node, to be clicked. */
  readonly children: ReactNode
}

const none: NodeStates = new Map()
const margin = { full: 14, mini: 4 }

/** One flow, drawn at two sizes from the same layout, which the server made. */
export function FlowPicture(props: FlowPictureProps): ReactNode {
  const { title, picture, states = none, taken, size = 'full', link } = props
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
      {link && (
        <g>
          {picture.nodes.map((node) => (
            <Fragment key={node.node}>{linkOver(node, states.get(node.node), link)}</Fragment>
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

function linkOver(
  node: PictureNode,
  state: NodeState | undefined,
  link: NonNullable<FlowPictureProps['link']>,
): ReactNode {
  if (state === undefined || state.task === null) return null
  const { x, y, width, height } = node
  const label = aboutNode(node, state)
  const children = (
    <rect className={classes.hit} x={x} y={y} width={width} height={height} rx={8}>
      <title>{label}</title>
    </rect>
  )
  return link({ task: state.task, label, children })
}
