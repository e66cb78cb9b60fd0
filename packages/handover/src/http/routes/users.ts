import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { error } from '../../errors.ts'
import { Person } from '../wire.ts'
import { json, problems, type Env } from './describe.ts'

const searchUsers = createRoute({
  method: 'get',
  path: '/api/users',
  operationId: 'users',
  summary: 'People of the directory, to give work to',
  request: { query: z.strictObject({ search: z.string().default('') }) },
  responses: { 200: json(z.object({ items: z.array(Person) }), 'As the directory answers.'), ...problems(400, 404) },
})

export function userRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(searchUsers, async (c) => {
    const { users, actor } = c.env.asking
    if (users === undefined) throw error('USERS_MISSING')
    const found = await users.search(c.req.valid('query').search, actor)
    // Directories know more of people than belongs into an answer.
    return c.json({ items: found.map(({ id, name }) => ({ id, name })) }, 200)
  })
}
