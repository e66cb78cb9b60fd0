import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import { QueryClientProvider } from '@tanstack/react-query'
import { useContext, type ReactNode } from 'react'
import { queryClient } from '../app/query-client.ts'
import { InsideContext } from '../components/own/inside.ts'
import { OwnComponentsContext } from '../components/own/own-components.ts'
import { cssVariablesResolver, theme } from '../components/theme.ts'
import { useHandover } from './handover-provider.tsx'
import classes from './placed.module.css'

// What floats stays inside the part: outside of it the page has the colours of another application.
const inPlace = { defaultProps: { withinPortal: false } }
const partsTheme = mergeThemeOverrides(theme, { components: { Tooltip: inPlace, Menu: inPlace, Popover: inPlace } })

interface PlacedProps {
  readonly inline?: boolean
  readonly children: ReactNode
}

/** Brings to a part what the desk has around it, without touching the rest of the page; in the desk it adds nothing. */
export function Placed(props: PlacedProps): ReactNode {
  return useContext(InsideContext) ? props.children : <Outside {...props} />
}

function Outside({ inline = false, children }: PlacedProps): ReactNode {
  const { colorScheme = 'auto', components = {} } = useHandover()
  const device = useColorScheme()
  const scheme = colorScheme === 'auto' ? device : colorScheme
  const Place = inline ? 'span' : 'div'
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={partsTheme}
        cssVariablesResolver={cssVariablesResolver}
        cssVariablesSelector=".handover"
        deduplicateCssVariables={false}
        withGlobalClasses={false}
        getRootElement={nowhere}
        forceColorScheme={scheme}
      >
        <OwnComponentsContext value={components}>
          <InsideContext value>
            <Place className={`handover ${inline ? classes.inline : classes.block}`} data-mantine-color-scheme={scheme}>
              {children}
            </Place>
          </InsideContext>
        </OwnComponentsContext>
      </MantineProvider>
    </QueryClientProvider>
  )
}

/** The colour scheme stands at each part, and not at the page of the other application. */
const nowhere = () => undefined
