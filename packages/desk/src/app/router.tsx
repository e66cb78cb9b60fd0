import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { mount } from '../api/client.ts'
import type { ProcessFilters } from '../api/process-queries.ts'
import { later } from '../components/later/later.tsx'
import { LoadingRows } from '../components/more.tsx'
import type { TaskView } from '../api/task-view.ts'
import { BrokenPage } from './broken-page.tsx'
import { PageNotLoaded } from './page-not-loaded.tsx'
import { Root } from './root.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { readFilters } from './read-filters.ts'
import { readTaskView } from './read-task-view.ts'

// Each page is a file of its own that comes when a link to it is pointed at or followed.
const AttentionPage = later(() => import('../features/attention/attention-page.tsx'), 'AttentionPage', PageNotLoaded)
const FlowPage = later(() => import('../features/flow/flow-page.tsx'), 'FlowPage', PageNotLoaded)
const TaskListPage = later(() => import('../features/inbox/task-list-page.tsx'), 'TaskListPage', PageNotLoaded)
const ProcessPage = later(() => import('../features/process/process-page.tsx'), 'ProcessPage', PageNotLoaded)
const ProcessesPage = later(() => import('../features/process/processes-page.tsx'), 'ProcessesPage', PageNotLoaded)
const StartFormPage = later(() => import('../features/start/start-form-page.tsx'), 'StartFormPage', PageNotLoaded)
const StartMenuPage = later(() => import('../features/start/start-menu-page.tsx'), 'StartMenuPage', PageNotLoaded)
const TaskPage = later(() => import('../features/task/task-page.tsx'), 'TaskPage', PageNotLoaded)
const MePage = later(() => import('./me-page.tsx'), 'MePage', PageNotLoaded)

/** What a route shows, with the way to fetch the page that it shows ahead of time. */
const showing = ({ preload }: { readonly preload: () => Promise<void> }, show: () => ReactNode) =>
  Object.assign(show, { preload })

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
  component: showing(TaskListPage, function InboxRoute() {
    const navigate = inbox.useNavigate()
    const onView = (search: TaskView) => void navigate({ search, replace: true })
    return <TaskListPage key="inbox" list="inbox" view={inbox.useSearch()} onView={onView} />
  }),
})
const queue = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  validateSearch: readTaskView,
  component: showing(TaskListPage, function QueueRoute() {
    const navigate = queue.useNavigate()
    const onView = (search: TaskView) => void navigate({ search, replace: true })
    return <TaskListPage key="queue" list="queue" view={queue.useSearch()} onView={onView} />
  }),
})
const archive = createRoute({
  getParentRoute: () => root,
  path: '/archive',
  validateSearch: readTaskView,
  component: showing(TaskListPage, function ArchiveRoute() {
    const navigate = archive.useNavigate()
    const onView = (search: TaskView) => void navigate({ search, replace: true })
    return <TaskListPage key="archive" list="archive" view={archive.useSearch()} onView={onView} />
  }),
})
const start = createRoute({ getParentRoute: () => root, path: '/start', component: StartMenuPage })
const startForm = createRoute({
  getParentRoute: () => root,
  path: '/start/$flow/$node',
  component: showing(StartFormPage, function StartFormRoute() {
    return <StartFormPage {...startForm.useParams()} />
  }),
})
const task = createRoute({
  getParentRoute: () => root,
  path: '/tasks/$task',
  component: showing(TaskPage, function TaskRoute() {
    return <TaskPage id={task.useParams().task} />
  }),
})
const processes = createRoute({
  getParentRoute: () => root,
  path: '/processes',
  validateSearch: readFilters,
  component: showing(ProcessesPage, function ProcessesRoute() {
    const navigate = processes.useNavigate()
    const onFilters = (search: ProcessFilters) => void navigate({ search, replace: search.older === undefined })
    return <ProcessesPage filters={processes.useSearch()} onFilters={onFilters} />
  }),
})
const process = createRoute({
  getParentRoute: () => root,
  path: '/processes/$process',
  component: showing(ProcessPage, function ProcessRoute() {
    return <ProcessPage id={process.useParams().process} />
  }),
})
const flow = createRoute({
  getParentRoute: () => root,
  path: '/flows/$flow',
  component: showing(FlowPage, function FlowRoute() {
    return <FlowPage name={flow.useParams().flow} />
  }),
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
  defaultPendingComponent: LoadingRows,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
