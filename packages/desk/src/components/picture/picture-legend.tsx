import type { Picture } from 'handover/client'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import flow from './flow-picture.module.css'
import classes from './picture-legend.module.css'
import { PictureNodeShape, type PictureNode } from './picture-node.tsx'
import { PictureSign, type Marker } from './picture-sign.tsx'

/** What the signs of a picture mean: each of those that stand in it, once, in the order of the flow. */
export function PictureLegend({ picture }: { picture: Picture }): ReactNode {
  const signs = new Map<string, PictureNode>()
  for (const node of picture.nodes) {
    const meaning = words.picture.kind({ ...node, markers: node.markers.filter((marker) => !waits.includes(marker)) })
    if (!signs.has(meaning)) signs.set(meaning, node)
  }
  return (
    <ul className={classes.legend} aria-label={words.board.legend}>
      {[...signs].map(([meaning, node]) => (
        <li key={meaning}>
          <Sample node={node} />
          <span>{meaning}</span>
        </li>
      ))}
      {waits
        .filter((marker) => picture.nodes.some(({ markers }) => markers.includes(marker)))
        .map((marker) => (
          <li key={marker}>
            <svg className={`${flow.flow} ${classes.sample}`} viewBox="0 0 20 20" aria-hidden>
              <PictureSign of={marker} x={10} y={10} size={16} />
            </svg>
            <span>{words.picture.marker(marker)}</span>
          </li>
        ))}
    </ul>
  )
}

/** They stand at nodes of every kind. */
const waits: readonly Marker[] = ['mutex', 'while']

/** The shape as large as its sign needs, without its title. */
function Sample({ node }: { node: PictureNode }): ReactNode {
  const isBox = node.titleAt === 'inside'
  const [width, height] = isBox ? [58, 38] : [node.width, node.height]
  const shown = { ...node, x: 0, y: 0, width, height, title: '' }
  return (
    <svg className={`${flow.flow} ${classes.sample}`} viewBox={`-3 -3 ${width + 6} ${height + 6}`} aria-hidden>
      <PictureNodeShape node={shown} state={undefined} size={isBox ? 'mini' : 'full'} />
    </svg>
  )
}
