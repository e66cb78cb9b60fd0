import { Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { words } from '../components/words.ts'
import classes from './sidebar.module.css'

/** Dark or light; until it is used, the device decides. */
export function SchemeToggle(): ReactNode {
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  const label = isDark ? words.me.toLight : words.me.toDark
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className={classes.iconButton}
        aria-label={label}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        {isDark ? <IconSun size={16} stroke={1.7} aria-hidden /> : <IconMoon size={16} stroke={1.7} aria-hidden />}
      </button>
    </Tooltip>
  )
}
