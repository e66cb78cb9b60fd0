import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { mount } from '../api/client.ts'
import type { ProcessFilters } from '../api/queries.ts'
import type { TaskView } from '../api/task-view.ts'
import { FlowPage } from '../features/flow/flow-page.tsx'
import { TaskListPage } from '../features/inbox/task-list-page.tsx'
import { ProcessPage } from '../features/process/process-page.tsx'
import { ProcessesPage } from '../features/process/processes-page.tsx'
import { StartFormPage } from '../features/start/start-form-page.tsx'
import { StartMenuPage } from '../features/start/start-menu-page.tsx'
import { TaskPage } from '../features/task/task-page.tsx'
import { BrokenPage } from './broken-page.tsx'
import { Root } from './root.tsx'
import { MePage } from './me-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { readFilters } from './read-filters.ts'
import { readTaskView } from './read-task-view.ts'

// Features do not know the addresses they are shown under: here they get what they need from them.
const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage })
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- that is how this router redirects
    throw redirect({ to: '/inbox', replace: true })
  },
})
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: readTaskView,
  component: function InboxRoute() {
    const navigate = inbox.useNavigate()
    const onView = (search: TaskView) => void navigate({ search, replace: true })
    return <TaskListPage key="inbox" list="inbox" view={inbox.useSearch()} onView={onView} />
  },
})
const queue = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  validateSearch: readTaskView,
  component: function QueueRoute() {
    const navigate = queue.useNavigate()
    const onView = (search: TaskView) => void navigate({ search, replace: true })
    return <TaskListPage key="queue" list="queue" view={queue.useSearch()} onView={onView} />
  },
})
const archive = createRoute({
  getParentRoute: () => root,
  path: '/archive',
  validateSearch: readTaskView,
  component: function ArchiveRoute() {
    const navigate = archive.useNavigate()
    const onView = (search: TaskView) => void navigate({ search, replace: true })
    return <TaskListPage key="archive" list="archive" view={archive.useSearch()} onView={onView} />
  },
})
const start = createRoute({ getParentRoute: () => root, path: '/start', component: StartMenuPage })
const startForm = createRoute({
  getParentRoute: () => root,
  path: '/start/$flow/$node',
  component: function StartFormRoute() {
    return <StartFormPage {...startForm.useParams()} />
  },
})
const task = createRoute({
  getParentRoute: () => root,
  path: '/tasks/$task',
  component: function TaskRoute() {
    return <TaskPage id={task.useParams().task} />
  },
})
const processes = createRoute({
  getParentRoute: () => root,
  path: '/processes',
  validateSearch: readFilters,
  component: function ProcessesRoute() {
    const navigate = processes.useNavigate()
    const onFilters = (search: ProcessFilters) => void navigate({ search, replace: true })
    return <ProcessesPage filters={processes.useSearch()} onFilters={onFilters} />
  },
})
const process = createRoute({
  getParentRoute: () => root,
  path: '/processes/$process',
  component: function ProcessRoute() {
    return <ProcessPage id={process.useParams().process} />
  },
})
const flow = createRoute({
  getParentRoute: () => root,
  path: '/flows/$flow',
  component: function FlowRoute() {
    return <FlowPage name={flow.useParams().flow} />
  },
})
const me = createRoute({ getParentRoute: () => root, path: '/me', component: MePage })

export const router = createRouter({
  routeTree: root.addChildren([home, inbox, queue, archive, start, startForm, task, processes, process, flow, me]),
  basepath: mount(),
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
