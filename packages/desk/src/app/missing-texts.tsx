import { useEffect, type ReactNode } from 'react'
import { TryAgain } from '../components/later/try-again.tsx'
import { useSay } from '../components/message.tsx'
import { words } from '../components/words.ts'
import { areTextsMissing } from './language.ts'

/** Says that the desk speaks another language than the chosen one. */
export function MissingTexts(): ReactNode {
  const say = useSay()
  useEffect(() => {
    if (areTextsMissing()) say({ text: words.later.language, way: <TryAgain /> })
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the desk is there
  }, [])
  return null
}
