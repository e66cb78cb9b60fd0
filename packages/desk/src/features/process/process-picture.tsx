import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ProcessDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { flowQuery } from '../../api/queries.ts'
import { useNow } from '../../components/now.ts'
import { FlowPicture, type NodeLink } from '../../components/picture/flow-picture.tsx'
import { pictureState, takenEdges } from '../../components/picture/picture-state.ts'
import { PictureRegion } from '../../components/picture/picture-region.tsx'
import { words } from '../../components/words.ts'

/** For the mouse: the table of tasks does the same for the keyboard and for readers. */
const toTask = ({ task, children }: NodeLink): ReactNode => (
  <g aria-hidden>
    <Link to="/tasks/$task" params={{ task }} tabIndex={-1}>
      {children}
    </Link>
  </g>
)

/** The flow's picture with the way that this process took, edge to edge. */
export function ProcessPicture({ process }: { process: ProcessDetail }): ReactNode {
  const flow = useQuery(flowQuery(process.flow))
  const now = useNow()
  if (flow.data === undefined) return null
  return (
    <PictureRegion label={words.process.picture}>
      <FlowPicture
        title={flow.data.title}
        picture={flow.data.picture}
        states={pictureState(process.tasks, now)}
        taken={takenEdges(process.tasks)}
        link={toTask}
      />
    </PictureRegion>
  )
}
