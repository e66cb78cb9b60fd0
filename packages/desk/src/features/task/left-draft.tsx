import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { Facts } from '../../components/facts.tsx'
import { dropDraft, readDraft, type Draft } from '../../components/form/draft-store.ts'
import page from '../../components/page.module.css'
import { Section } from '../../components/section.tsx'
import { words } from '../../components/words.ts'
import { useTaskDraft } from './use-task-draft.ts'

/** Somebody else was faster: what was typed must not be lost with the form. */
export function LeftDraft({ task }: { task: string }): ReactNode {
  const { place } = useTaskDraft(task)
  const [draft, setDraft] = useState<Draft>()
  // After the form has gone: it keeps its last letters on its way out.
  useEffect(() => setDraft(place === undefined ? undefined : readDraft(place, Date.now())), [place])
  if (draft === undefined || place === undefined) return null
  const discard = () => {
    dropDraft(place)
    setDraft(undefined)
  }
  return (
    <div className={page.ruled}>
      <Section title={words.task.entered} side={words.task.enteredHint}>
        <Facts of={draft.facts} />
        <Button variant="default" mt={8} onClick={discard}>
          {words.draft.discard}
        </Button>
      </Section>
    </div>
  )
}
