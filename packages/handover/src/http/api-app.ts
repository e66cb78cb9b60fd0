import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Handover } from '../runtime/handover.ts'
import { unknownRoute } from './mount.ts'
import { refuseRequest } from './refuse-request.ts'
import type { Env } from './routes/describe.ts'
import { flowRoutes } from './routes/flows.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { liveRoutes } from './routes/live.ts'
import { meRoutes } from './routes/me.ts'
import { messageRoutes } from './routes/messages.ts'
import { openapiRoutes } from './routes/openapi.ts'
import { processListRoutes } from './routes/process-lists.ts'
import { processRoutes } from './routes/processes.ts'
import { taskRoutes } from './routes/tasks.ts'
import { userRoutes } from './routes/users.ts'

export interface AppOptions {
  readonly basePath: string
  readonly refuse: (thrown: unknown) => Response
}

/** All routes, for requests whose sender is known and whose body has been checked. */
export function apiApp(handover: Handover, { basePath, refuse }: AppOptions): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return
      const body = 'data' in result ? result.data : undefined
      const given = { path: c.req.path, query: c.req.query(), param: c.req.param(), known: queryOf(app, c), body }
      throw refuseRequest(result.target, result.error, given)
    },
  })
  app.use(async (c, next) => {
    await next()
    // What is gathered to be compressed arrives too late on a stream.
    const isStream = c.res.headers.get('content-type')?.startsWith('text/event-stream') === true
    c.res.headers.set('cache-control', isStream ? 'no-store, no-transform' : 'no-store')
    c.res.headers.set('x-content-type-options', 'nosniff')
  })
  meRoutes(app)
  flowRoutes(app)
  taskRoutes(app)
  processListRoutes(app)
  processRoutes(app)
  messageRoutes(app)
  liveRoutes(app)
  incidentRoutes(app)
  userRoutes(app)
  openapiRoutes(app, handover, basePath)
  app.notFound((c) => refuse(unknownRoute(c.req.method, c.req.path, basePath)))
  app.onError((thrown) => refuse(thrown))
  return app
}

/** The names that the query of the asked route has. */
function queryOf(app: OpenAPIHono<Env>, c: Context<Env>): readonly string[] {
  const path = routePath(c)
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route' || definition.route.method !== c.req.method.toLowerCase()) continue
    if (definition.route.path.replaceAll(/\{(.+?)\}/g, ':$1') !== path) continue
    const query = definition.route.request?.query
    return query && 'shape' in query ? Object.keys(query.shape as object) : []
  }
  return []
}
