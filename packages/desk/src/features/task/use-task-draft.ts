import { useQuery } from '@tanstack/react-query'
import { mount } from '../../api/client.ts'
import { meQuery } from '../../api/queries.ts'
import { draftPlace } from '../../components/form/draft-store.ts'

/** Where this browser keeps what I typed for a task; undefined until it is known who I am. */
export function useTaskDraft(task: string): { readonly place: string | undefined; readonly isReady: boolean } {
  const me = useQuery(meQuery)
  const place = me.data === undefined ? undefined : draftPlace(mount(), me.data.actor.id, `task/${task}`)
  // Without an answer the form works as well: nothing is kept.
  return { place, isReady: me.data !== undefined || me.isError }
}
