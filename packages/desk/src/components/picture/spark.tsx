import type { ListedProcess, Picture } from 'handover/client'
import type { ReactNode } from 'react'
import { roundedLine, type Point } from './line.ts'
import { forms, type PictureNode } from './picture-node.tsx'
import { pictureSentence, toneOf, visitedState, type NodeStates, type Tone } from './picture-state.ts'
import { sparkLayout } from './spark-layout.ts'
import classes from './spark.module.css'

interface SparkProps {
  readonly title: string
  readonly picture: Picture
  readonly visited: ListedProcess['visited']
}

/** A flow as small as a row: its shapes alone, each in the tone of how it stands. */
export function Spark({ title, picture, visited }: SparkProps): ReactNode {
  const { width, height, nodes, edges } = sparkLayout(picture)
  const states = visitedState(picture, visited)
  const drawn = new Map(picture.nodes.map((node) => [node.node, node]))
  return (
    <svg
      className={classes.spark}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={pictureSentence(title, picture, states)}
    >
      {edges.map(({ from, to, points }, i) => (
        <path key={i} className={edgeClass(states, from, to)} d={roundedLine(points, 3)} />
      ))}
      {nodes.map((place) => (
        <SparkNode key={place.node} node={drawn.get(place.node)!} at={place} tone={toneOf(states.get(place.node))} />
      ))}
    </svg>
  )
}

// A row does not know which edges were really gone: those between what is done and what came after it.
function edgeClass(states: NodeStates, from: string, to: string): string {
  const [before, after] = [toneOf(states.get(from)), toneOf(states.get(to))]
  const isGone = before === 'past' && after !== 'todo' && after !== 'off'
  return `${classes.edge} ${isGone ? classes.gone : ''}`
}

function SparkNode({ node, at: { x, y }, tone }: { node: PictureNode; at: Point; tone: Tone }): ReactNode {
  const names = `${classes.node} ${classes[tone]} ${node.shape === 'end' ? classes.end : ''}`
  const form = forms[node.shape]
  if (form === 'circle') return <circle className={names} cx={x} cy={y} r={2.5} />
  if (form === 'diamond') return <path className={names} d={`M${x} ${y - 2.5}l2.5 2.5l-2.5 2.5l-2.5 -2.5Z`} />
  return <rect className={names} x={x - 3.5} y={y - 3} width={7} height={6} rx={1.5} />
}
