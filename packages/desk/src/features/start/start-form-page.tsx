import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { StartForm } from 'handover/client'
import { useId, type ReactNode } from 'react'
import { client, mount } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { useStart } from '../../api/commands.ts'
import { meQuery, startFormQuery } from '../../api/queries.ts'
import { FlowTag } from '../../components/flow-tag.tsx'
import { DraftNotice } from '../../components/form/draft-notice.tsx'
import { DraftStatus } from '../../components/form/draft-status.tsx'
import { draftPlace } from '../../components/form/draft-store.ts'
import { SubmitButton } from '../../components/form/submit-button.tsx'
import { useDraft, type KeptDraft } from '../../components/form/use-draft.ts'
import type { FormEntry } from '../../components/form/use-form-entry.ts'
import { Key } from '../../components/key.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { useSay } from '../../components/message.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { nameOf } from '../../components/name-of.ts'
import { usePageTitle } from '../../components/page-title.ts'
import classes from '../../components/page.module.css'
import { EntryForm } from '../../components/own/entry-form.tsx'
import { useIsMe } from '../../components/person.tsx'
import { Notice, Refusal } from '../../components/refusal.tsx'
import { words } from '../../components/words.ts'
import { WorkPage } from '../../components/work-page.tsx'
import own from './start-form.module.css'
import { WhatHappensNext } from './what-happens-next.tsx'

/** The form that begins a process. */
export function StartFormPage({ flow, node }: { flow: string; node: string }): ReactNode {
  const form = useQuery(startFormQuery(flow, node))
  const me = useQuery(meQuery)
  if (form.data === undefined) return form.error ? <PageProblem error={form.error} /> : <LoadingRows />
  // Without an answer the form works as well: nothing is kept.
  if (me.data === undefined && !me.isError) return <LoadingRows />
  const place = me.data && draftPlace(mount(), me.data.actor.id, `start/${flow}/${node}`)
  return <StartFormWork key={place ?? `${flow}/${node}`} form={form.data} place={place} />
}

interface StartFormWorkProps {
  readonly form: StartForm
  /** Where this browser keeps what is typed. */
  readonly place: string | undefined
}

function StartFormWork({ form: { flow, start, form }, place }: StartFormWorkProps): ReactNode {
  const id = useId()
  const { entry, draft } = useDraft(form, start.can.allowed ? place : undefined)
  const { submit, isPending, error } = useSubmit({ flow: flow.name, node: start.node, entry, draft })
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
      actions={<Actions form={start.can.allowed ? id : undefined} isBusy={isPending} draft={draft} />}
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
            <>
              <DraftNotice draft={draft} />
              <EntryForm
                component={form.component}
                isBusy={isPending}
                id={id}
                entry={entry}
                nothingYet={words.start.nothingYet}
                onSubmit={submit}
              />
            </>
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
  readonly draft: KeptDraft
}

/** Starts the process and opens it, or shows at the fields why not. */
function useSubmit({ flow, node, entry, draft }: Submission) {
  const command = useStart()
  const say = useSay()
  const navigate = useNavigate()
  const isMe = useIsMe()
  const goOn = async (process: string, andNext: boolean) => {
    // A process that cannot be read now is no reason to stay.
    const tasks = andNext
      ? await client.process(process).then(
          (read) => read.tasks,
          () => [],
        )
      : []
    const mine = tasks.find((task) => task.finishedAt === null && isMe(task.owner))
    if (mine !== undefined) return navigate({ to: '/tasks/$task', params: { task: mine.id }, replace: true })
    return navigate({ to: '/processes/$process', params: { process }, replace: true })
  }
  const submit = (andNext: boolean) => {
    // Once is enough: keys are not held back by the busy button.
    if (command.isPending || command.isSuccess) return
    command.mutate(
      { flow, node, input: entry.sent() },
      {
        onSuccess: (process) => {
          draft.forget()
          say({ text: words.start.started(nameOf(process)) })
          void goOn(process.id, andNext)
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
  readonly draft: KeptDraft
}

function Actions({ form, isBusy, draft }: ActionsProps): ReactNode {
  return (
    <>
      {form !== undefined && (
        <>
          <SubmitButton form={form} loading={isBusy} rightSection={<Key k="Ctrl Enter" onAccent />}>
            {words.start.start}
          </SubmitButton>
          <SubmitButton
            form={form}
            value="next"
            variant="default"
            disabled={isBusy}
            rightSection={<Key k="Shift Ctrl Enter" />}
          >
            {words.next.startAndContinue}
          </SubmitButton>
        </>
      )}
      <span className={own.status}>
        <DraftStatus draft={draft} />
        <LinkButton to="/start" variant="subtle" onClick={draft.forget}>
          {words.start.discard}
        </LinkButton>
      </span>
    </>
  )
}
