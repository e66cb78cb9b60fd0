import { useEffect, useSyncExternalStore } from 'react'

/** Whether the fields of a form stand on the page: their code, or a draft, may be on its way, or not have come. */
export type FormState = 'coming' | 'shown' | 'missing'

const states = new Map<string, FormState>()
const readers = new Set<() => void>()

/** Says how the fields of a form stand, for as long as the component is shown. */
export function useFormState(id: string, state: FormState): void {
  useEffect(() => {
    states.set(id, state)
    tell()
    return () => {
      states.delete(id)
      tell()
    }
  }, [id, state])
}

export function useStateOfForm(id: string): FormState {
  return useSyncExternalStore(subscribe, () => states.get(id) ?? 'coming')
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

function tell(): void {
  for (const reader of readers) reader()
}
