import { colleague, team, teamCalendar, type Colleague } from './team.ts'

const cookie = 'leave-demonstration-user'

/** Who the browser says it is. There is no proof: a real application asks its own session here. */
export function currentUser(request: Request): Colleague {
  const found = request.headers.get('cookie')?.match(new RegExp(`(?:^|; *)${cookie}=([^;]*)`))?.[1]
  return colleague(found) ?? team[0]!
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** Routes of the application beside those of Handover: the team's calendar, and the demonstration users. */
export function routes(request: Request): Response | undefined {
  const { pathname, searchParams } = new URL(request.url)
  if (request.method === 'GET' && pathname.endsWith('/team/calendar')) {
    const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? '']
    const isRead = day.test(from) && day.test(to)
    return isRead
      ? Response.json(teamCalendar(from, to))
      : Response.json(
          { title: `Give days, as in ?from=2026-12-08&to=2026-12-23. Given: '${from}', '${to}'.` },
          { status: 400 },
        )
  }
  if (request.method === 'GET' && pathname.endsWith('/demo/users')) {
    return Response.json({
      items: team.map(({ id, name, about }) => ({ id, name, about })),
      current: currentUser(request).id,
    })
  }
  const chosen = request.method === 'POST' ? colleague(pathname.match(/\/demo\/users\/([^/]+)$/)?.[1]) : undefined
  if (chosen === undefined) return undefined
  const headers = { 'set-cookie': `${cookie}=${chosen.id}; Path=/; HttpOnly; SameSite=Lax` }
  return new Response(null, { status: 204, headers })
}
