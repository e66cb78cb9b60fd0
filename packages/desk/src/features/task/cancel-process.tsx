import { Button } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { processQuery } from '../../api/queries.ts'
import { CancelDialog } from '../../components/command/cancel-dialog.tsx'
import { focusPage } from '../../components/focus-page.ts'
import { words } from '../../components/words.ts'

/** Ends the whole process of a task; absent for who may not. */
export function CancelProcess({ id }: { id: string }): ReactNode {
  const { data: process } = useQuery(processQuery(id))
  const [isAsking, setAsking] = useState(false)
  if (process === undefined || !process.can.cancel.allowed) return null
  return (
    <>
      <Button variant="subtle" data-tone="danger" leftSection={<IconBan size={15} />} onClick={() => setAsking(true)}>
        {words.process.cancelMore}
      </Button>
      <CancelDialog process={process} isOpen={isAsking} onClose={() => setAsking(false)} onClosed={focusPage} />
    </>
  )
}
