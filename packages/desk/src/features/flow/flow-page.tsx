import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { FlowDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { flowQuery } from '../../api/queries.ts'
import { FlowTag } from '../../components/flow-tag.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import classes from '../../components/page.module.css'
import { FlowPicture } from '../../components/picture/flow-picture.tsx'
import { PictureLegend } from '../../components/picture/picture-legend.tsx'
import { PictureRegion } from '../../components/picture/picture-region.tsx'
import { reasonOf } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { WorkPage } from '../../components/work-page.tsx'
import { FlowBoard } from './flow-board.tsx'
import own from './flow-page.module.css'

/** What a flow is for, how it goes, and how to start it. */
export function FlowPage({ name }: { name: string }): ReactNode {
  const flow = useQuery(flowQuery(name))
  usePageTitle([flow.data?.title])
  if (flow.data === undefined) return flow.error ? <PageProblem error={flow.error} /> : <LoadingRows />
  const { title, description, version, picture } = flow.data
  return (
    <WorkPage
      back="/start"
      crumbs={{ label: words.nav.flows, parts: [<FlowTag key="flow" title={title} />] }}
      tools={
        <LinkButton to="/processes" search={{ flow: name }} variant="default" aria-label={words.flow.processes}>
          {words.nav.processes}
        </LinkButton>
      }
    >
      <div className={classes.inner} data-short>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.under}>{words.flow.version(version)}</p>
        {description !== '' && <p className={`${classes.ask} ${classes.askLast}`}>{description}</p>}
      </div>
      <Starts flow={flow.data} />
      <PictureRegion label={words.flow.picture(title)}>
        <FlowPicture title={title} picture={picture} />
      </PictureRegion>
      <PictureLegend picture={picture} />
      <FlowBoard flow={name} />
    </WorkPage>
  )
}

function Starts({ flow }: { flow: FlowDetail }): ReactNode {
  if (flow.starts.length === 0) return <p className={own.none}>{words.flow.noStart}</p>
  return (
    <ul className={own.starts}>
      {flow.starts.map(({ node, title, description, can }) => (
        <li key={node}>
          <div>
            <b>{title}</b>
            <p>{can.allowed ? description : reasonOf(can)}</p>
          </div>
          {can.allowed && (
            <LinkButton
              to="/start/$flow/$node"
              params={{ flow: flow.name, node }}
              aria-label={`${words.flow.startsNow}: ${title}`}
              rightSection={<IconArrowRight size={15} aria-hidden />}
            >
              {words.flow.startsNow}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  )
}
