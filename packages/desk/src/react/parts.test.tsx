import { createClient } from 'handover/client'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { InsideContext } from '../components/own/inside.ts'
import { HandoverProvider, Status, TaskForm } from './index.ts'

const given = { client: createClient({ baseUrl: '/' }), linkTo: () => '/work' }

test('a part brings the looks of the desk to its own place', () => {
  const page = renderToStaticMarkup(
    <HandoverProvider {...given} colorScheme="dark">
      <h1>Intranet</h1>
      <Status of="done" />
    </HandoverProvider>,
  )
  expect(page).toMatch(/^<h1>Intranet<\/h1>/)
  expect(page).toMatch(/<span class="handover[^"]*" data-mantine-color-scheme="dark">.*Done<\/span>/)
})

test('in the desk a part adds nothing around it', () => {
  const page = renderToStaticMarkup(
    <InsideContext value>
      <Status of="done" />
    </InsideContext>,
  )
  expect(page).not.toContain('handover')
})

test('a part outside of the provider says what is missing', () => {
  expect(() => renderToStaticMarkup(<TaskForm task="1" />)).toThrow('<HandoverProvider client={…} linkTo={…}>')
})
