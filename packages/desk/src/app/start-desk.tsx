import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { FileChooser, type ChooseFile } from '../components/form/file-chooser.ts'
import { InsideContext } from '../components/own/inside.ts'
import { OwnComponentsContext, type OwnComponents } from '../components/own/own-components.ts'
import { cssVariablesResolver, theme } from '../components/theme.ts'
import type { Texts } from '../components/words/catalogue.ts'
import type { Words } from '../components/words.ts'
import { loadWords } from './language.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'

export interface StartDeskOptions {
  /** The application's own components, by the name that a node gives: `n.view({ fields, component: 'insure' })`. */
  readonly components?: OwnComponents
  /** How a file is chosen or uploaded: answers with its reference. Without it references are typed. */
  readonly chooseFile?: ChooseFile
  /** The application's own texts, in the place of the desk's. */
  readonly words?: Texts<Words>
}

const colorSchemeManager = localStorageColorSchemeManager({ key: 'handover.color-scheme' })

/** Shows the whole desk in the element `#root` of the page. */
export function startDesk({ components = {}, words = {}, chooseFile }: StartDeskOptions = {}): void {
  document.documentElement.classList.add('handover')
  // The desk is usable in English whatever becomes of other texts.
  void loadWords(words)
    .catch((failure: unknown) => console.error(failure))
    .then(() => show(components, chooseFile))
}

function show(components: OwnComponents, chooseFile: ChooseFile | undefined): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <OwnComponentsContext value={components}>
            <FileChooser value={chooseFile}>
              <InsideContext value>
                <RouterProvider router={router} />
              </InsideContext>
            </FileChooser>
          </OwnComponentsContext>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
