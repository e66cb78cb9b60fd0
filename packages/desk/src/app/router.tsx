import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { mount } from '../api/client.ts'
import type { ProcessFilters } from '../api/process-queries.ts'
import { AttentionPage } from '../features/attention/attention-page.tsx'
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
  component: () => <TaskListPage key="inbox" list="inbox" />,
})
const queue = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  component: () => <TaskListPage key="queue" list="queue" />,
})
const archive = createRoute({
  getParentRoute: () => root,
  path: '/archive',
  component: () => <TaskListPage key="archive" list="archive" />,
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
    const onFilters = (search: ProcessFilters) => void navigate({ search, replace: search.older === undefined })
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
const attention = createRoute({ getParentRoute: () => root, path: '/attention', component: AttentionPage })
const me = createRoute({ getParentRoute: () => root, path: '/me', component: MePage })

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    inbox,
    queue,
    archive,
    start,
    startForm,
    task,
    processes,
    process,
    flow,
    attention,
    me,
  ]),
  basepath: mount(),
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
