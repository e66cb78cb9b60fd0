import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { words } from '../words.ts'
import { loadAnew } from './load-anew.ts'
import classes from './not-loaded.module.css'

/** Loads the page anew; while no server answers, it says so instead. */
export function TryAgain({ size = 'xs' }: { size?: 'xs' | 'sm' }): ReactNode {
  const [state, setState] = useState<'away' | 'loading'>()
  const again = async () => {
    setState('loading')
    setState(await loadAnew())
  }
  return (
    <span className={classes.again}>
      <Button size={size} loading={state === 'loading'} onClick={() => void again()}>
        {words.tryAgain}
      </Button>
      <span role="status">{state === 'away' && words.problem.offline}</span>
    </span>
  )
}
