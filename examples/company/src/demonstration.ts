import { findUser, users, type DemonstrationUser } from './users.ts'

const cookie = 'handover-demonstration-user'

/** Who the browser says it is. There is no proof: a real application asks its own session here. */
export function currentUser(request: Request): DemonstrationUser {
  const found = request.headers.get('cookie')?.match(new RegExp(`(?:^|; *)${cookie}=([^;]*)`))?.[1]
  return findUser(found) ?? users[0]!
}

/** `GET demo/users` lists who one may be, `POST demo/users/:id` becomes one of them. */
export async function demonstrationUsers(request: Request): Promise<Response | undefined> {
  const path = new URL(request.url).pathname
  if (request.method === 'GET' && path.endsWith('/demo/users')) {
    const items = users.map(({ id, name, about }) => ({ id, name, about }))
    return Response.json({ items, current: currentUser(request).id })
  }
  const chosen = request.method === 'POST' ? findUser(path.match(/\/demo\/users\/([^/]+)$/)?.[1]) : undefined
  if (chosen === undefined) return undefined
  return new Response(null, {
    status: 204,
    headers: { 'set-cookie': `${cookie}=${chosen.id}; Path=/; HttpOnly; SameSite=Lax` },
  })
}
