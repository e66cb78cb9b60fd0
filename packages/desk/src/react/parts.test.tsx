import { createClient, type Picture } from 'handover/client'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { anyNode } from '../components/picture/any-node.ts'
import { queryClient } from '../app/query-client.ts'
import { InsideContext } from '../components/own/inside.ts'
import { FlowPicture, HandoverProvider, Status, TaskForm, type Place } from './index.ts'

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
  expect(() => renderToStaticMarkup(<TaskForm task="1" />)).toThrow('<HandoverProvider client={…}>')
})

describe('a picture of a process', () => {
  const picture: Picture = {
    width: 152,
    height: 58,
    nodes: [anyNode()],
    edges: [],
  }
  const task = { id: 't1', node: 'approve', title: 'Approve', status: 'new', shape: 'human', previous: [], may: [] }
  const drawn = (linkTo?: (place: Place) => string | undefined): string => {
    const page = (
      <HandoverProvider client={given.client} {...(linkTo && { linkTo })}>
        <Known>
          <FlowPicture process="p1" />
        </Known>
      </HandoverProvider>
    )
    return renderToStaticMarkup(page)
  }
  /** The provider forgets what was read from another server: it is read after that. */
  const Known = ({ children }: { children: ReactNode }) => {
    const times = {
      createdAt: '2026-11-20T12:00:00.000Z',
      finishedAt: null,
      dueAt: null,
      owner: null,
      host: null,
      progress: null,
    }
    queryClient.setQueryData(['process', 'p1'], { id: 'p1', flow: 'leave', tasks: [{ ...task, ...times }] })
    queryClient.setQueryData(['flow', 'leave'], { name: 'leave', title: 'Leave', picture })
    return children
  }

  test('leads to where the application shows its tasks', () => {
    expect(drawn((place) => ('task' in place ? `/tasks-here/${place.task}` : undefined))).toContain(
      'href="/tasks-here/t1"',
    )
  })

  test('has no links where the application shows no tasks', () => {
    const pages = [drawn(), drawn(() => undefined)]
    for (const page of pages) expect(page).toContain('Approve')
    for (const page of pages) expect(page).not.toContain('<a ')
  })
})
