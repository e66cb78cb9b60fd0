import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { StartForm } from 'handover/client'
import { useId, type ReactNode } from 'react'
import { problemOf } from '../../api/problem.ts'
import { useStart } from '../../api/commands.ts'
import { flowQuery, startFormQuery } from '../../api/queries.ts'
import { FlowTag } from '../../components/flow-tag.tsx'
import { useFormEntry, type FormEntry } from '../../components/form/use-form-entry.ts'
import { Key } from '../../components/key.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { useSay } from '../../components/message.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { nameOf } from '../../components/name-of.ts'
import { usePageTitle } from '../../components/page-title.ts'
import classes from '../../components/page.module.css'
import { EntryForm } from '../../components/own/entry-form.tsx'
import { FlowPicture } from '../../components/picture/flow-picture.tsx'
import { startingState } from '../../components/picture/picture-state.ts'
import { Notice, Refusal } from '../../components/refusal.tsx'
import { Section } from '../../components/section.tsx'
import { words } from '../../components/words.ts'
import { WorkPage } from '../../components/work-page.tsx'

/** The form that begins a process. */
export function StartFormPage({ flow, node }: { flow: string; node: string }): ReactNode {
  const form = useQuery(startFormQuery(flow, node))
  if (form.data !== undefined) return <StartFormWork key={`${flow}/${node}`} form={form.data} />
  return form.error ? <PageProblem error={form.error} /> : <LoadingRows />
}

function StartFormWork({ form: { flow, start, form } }: { form: StartForm }): ReactNode {
  const id = useId()
  const entry = useFormEntry(form)
  const { submit, isPending, error } = useSubmit({ flow: flow.name, node: start.node, entry })
  usePageTitle([start.title, flow.title])
  const isRefused = error !== null && entry.issues.length === 0
  const flowCrumb = (
    <Link to="/flows/$flow" params={{ flow: flow.name }}>
      <FlowTag title={flow.title} />
    </Link>
  )
  return (
    <WorkPage
      back="/start"
      crumbs={{ label: words.start.crumbs, parts: [flowCrumb, start.title] }}
      actions={<Actions form={start.can.allowed ? id : undefined} isBusy={isPending} />}
      context={{ label: words.start.context, content: <WhatHappensNext flow={flow.name} node={start.node} /> }}
    >
      <div className={classes.inner}>
        <h1 className={classes.title}>{start.title}</h1>
        <p className={classes.ask}>{start.description === '' ? flow.description : start.description}</p>
        {isRefused && (
          <div className={classes.block}>
            <Refusal error={error} />
          </div>
        )}
        <div className={classes.block}>
          {!start.can.allowed ? (
            <Notice title={start.can.reason} />
          ) : (
            <EntryForm
              component={form.component}
              isBusy={isPending}
              id={id}
              entry={entry}
              nothingYet={words.start.nothingYet}
              onSubmit={submit}
            />
          )}
        </div>
      </div>
    </WorkPage>
  )
}

interface Submission {
  readonly flow: string
  readonly node: string
  readonly entry: FormEntry
}

/** Starts the process and opens it, or shows at the fields why not. */
function useSubmit({ flow, node, entry }: Submission) {
  const command = useStart()
  const say = useSay()
  const navigate = useNavigate()
  const submit = () => {
    // Once is enough: keys are not held back by the busy button.
    if (command.isPending || command.isSuccess) return
    command.mutate(
      { flow, node, input: entry.values },
      {
        onSuccess: (process) => {
          say({ text: words.start.started(nameOf(process)) })
          void navigate({ to: '/processes/$process', params: { process: process.id }, replace: true })
        },
        onError: (refusal) => entry.refuse(problemOf(refusal)),
      },
    )
  }
  return { submit, isPending: command.isPending, error: command.error }
}

interface ActionsProps {
  /** Undefined where one may not start it. */
  readonly form: string | undefined
  readonly isBusy: boolean
}

function Actions({ form, isBusy }: ActionsProps): ReactNode {
  return (
    <>
      {form !== undefined && (
        <Button type="submit" form={form} loading={isBusy} rightSection={<Key k="Ctrl Enter" onAccent />}>
          {words.start.start}
        </Button>
      )}
      <span className={classes.grow} />
      <LinkButton to="/start" variant="subtle">
        {words.start.discard}
      </LinkButton>
    </>
  )
}

function WhatHappensNext({ flow, node }: { flow: string; node: string }): ReactNode {
  const { data } = useQuery(flowQuery(flow))
  return (
    <Section title={words.start.next}>
      {data && <FlowPicture title={data.title} picture={data.picture} states={startingState(node)} size="mini" />}
    </Section>
  )
}
